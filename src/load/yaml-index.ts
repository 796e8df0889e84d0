import { EVENT_ID, type Event } from "js-yaml";
import { MAXIMUM } from "./limits.js";

/** How the events of one YAML document hang together. */
export interface YamlIndex {
  /** For an event that begins a node: the index behind the node's last event. */
  readonly ends: Int32Array;
  /** Event of an alias → event of the node that it names. */
  readonly targets: ReadonlyMap<number, number>;
  /** Events of scalars that are keys. */
  readonly keys: readonly number[];
  /** Why the document cannot be used as a tree; the index ends there. */
  readonly problem?: YamlProblem;
}

export interface YamlProblem {
  readonly kind: "cycle" | "expansion" | "depth";
  /** The alias's name. */
  readonly alias: string;
  readonly offset: number;
}

/** A collection that is not closed yet. */
interface Open {
  readonly node: number;
  readonly kind: "mapping" | "other";
  /** Mappings alternate between keys and values. */
  children: number;
  values: number;
  levels: number;
}

/** A node written out: the values it holds, and the levels of collections below it. */
interface Size {
  readonly values: number;
  readonly levels: number;
}

/**
 * Indexes the events of one document in one pass. An alias is measured, never expanded: its size is that of its anchor,
 * which is known by then, because an alias stands behind the node that it names. One inside that node is a cycle.
 */
export function indexYaml(events: readonly Event[], text: string): YamlIndex {
  const ends = new Int32Array(events.length);
  const targets = new Map<number, number>();
  const keys: number[] = [];
  const anchors = new Map<string, number>();
  const sizes = new Map<number, Size>();
  const open: Open[] = [];
  let added = 0;

  const finish = (node: number, end: number, size: Size): void => {
    ends[node] = end;
    if (sizes.has(node)) sizes.set(node, size);
    const parent = open.at(-1);
    if (parent === undefined) return;
    parent.values += size.values;
    parent.levels = Math.max(parent.levels, size.levels + 1);
  };

  for (const [at, event] of events.entries()) {
    if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (closed !== undefined) finish(closed.node, at + 1, closed);
      continue;
    }
    const parent = open.at(-1);
    const isKey = parent?.kind === "mapping" && parent.children % 2 === 0;
    if (parent !== undefined) parent.children += 1;
    if (event.type === EVENT_ID.ALIAS) {
      const alias = text.slice(event.anchorStart, event.anchorEnd);
      const target = anchors.get(alias);
      // The constructor reports an alias without an anchor, with its place.
      if (target === undefined) continue;
      const size = sizes.get(target) ?? LEAF;
      added += size.values;
      const kind =
        ends[target] === 0
          ? "cycle"
          : added > MAXIMUM.aliasValues
            ? "expansion"
            : open.length + size.levels > MAXIMUM.levels
              ? "depth"
              : undefined;
      if (kind !== undefined) {
        const problem = { kind, alias, offset: event.anchorStart - 1 } as const;
        return { ends, targets, keys, problem };
      }
      targets.set(at, target);
      finish(at, at + 1, size);
      continue;
    }
    if (event.type !== EVENT_ID.DOCUMENT && event.anchorStart >= 0) {
      anchors.set(text.slice(event.anchorStart, event.anchorEnd), at);
      sizes.set(at, LEAF);
    }
    if (event.type === EVENT_ID.SCALAR) {
      if (isKey) keys.push(at);
      const characters = event.valueEnd - event.valueStart;
      finish(at, at + 1, { values: 1 + Math.floor(characters / 100), levels: 0 });
      continue;
    }
    open.push({
      node: at,
      kind: event.type === EVENT_ID.MAPPING ? "mapping" : "other",
      children: 0,
      ...LEAF,
    });
  }
  return { ends, targets, keys };
}

const LEAF: Size = { values: 1, levels: 0 };
