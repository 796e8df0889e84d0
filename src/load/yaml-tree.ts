import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { Member, SyntaxTree } from "./syntax-tree.js";
import type { YamlIndex } from "./yaml-index.js";

const MERGE_KEY = "<<";

/** The tree of one YAML document. A node is the index of its event; an alias is the node that it names. */
export function yamlTree(events: readonly Event[], text: string, index: YamlIndex): SyntaxTree {
  const target = (node: number): number => index.targets.get(node) ?? node;
  const children = (node: number): number[] => {
    const found: number[] = [];
    const end = (index.ends[node] ?? 0) - 1;
    for (let at = node + 1; at < end; at = index.ends[at] || end) found.push(at);
    return found;
  };
  const scalar = (node: number): string => {
    const event = events[target(node)];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : "";
  };
  const members = (node: number): readonly Member[] => {
    const event = events[node];
    if (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE) return [];
    const nodes = children(node);
    if (event.type === EVENT_ID.SEQUENCE) {
      return nodes.map((item, at) => ({
        key: String(at),
        offset: offsetOf(events[item], event.start),
        node: target(item),
      }));
    }
    const found: Member[] = [];
    for (let at = 0; at + 1 < nodes.length; at += 2) {
      const [key = 0, value = 0] = [nodes[at], nodes[at + 1]];
      found.push({
        key: scalar(key),
        offset: offsetOf(events[key], event.start),
        node: target(value),
      });
    }
    return found;
  };
  return {
    root: 1,
    members,
    inherited: (node) =>
      members(node)
        .filter(({ key }) => key === MERGE_KEY)
        .flatMap(({ node: merged }) =>
          events[merged]?.type === EVENT_ID.SEQUENCE
            ? members(merged).map((item) => item.node)
            : [merged],
        ),
    scalar,
  };
}

/** Where a node begins; an empty scalar begins nowhere, so its parent's place stands for it. */
function offsetOf(event: Event | undefined, parent: number): number {
  switch (event?.type) {
    case EVENT_ID.SCALAR: {
      if (event.valueStart < 0) return parent;
      const quoted =
        event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return quoted ? event.valueStart - 1 : event.valueStart;
    }
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    default:
      return parent;
  }
}
