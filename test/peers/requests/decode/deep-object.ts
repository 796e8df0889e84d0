import type { Pair } from "./fields.js";
import { percentDecode } from "./percent.js";
import { kindsOf, type SchemaReader, type Views } from "./schema.js";
import { typed } from "./typed.js";
import { WireError } from "./wire-error.js";

/*
 * `color[R]=100` (OAS 3.1 §4.8.12.2: deepObject). The specification ends at one level of scalars; below it, what bracket parsers (PHP, Rack, qs)
 * read is read: `a[b][c]`, and for items of a list `a[]` or `a[0]`.
 */

type Node =
  | { readonly kind: "leaf"; readonly text: string }
  | { readonly kind: "inner"; readonly members: [string, Node][] };

/** The value of a deepObject parameter from its pairs: `name` itself or `name[…]`. */
export function deepValue(
  name: string,
  pairs: readonly Pair[],
  views: Views,
  schemas: SchemaReader,
): unknown {
  const root: Node = { kind: "inner", members: [] };
  for (const pair of pairs) insert(root, [name, ...keysOf(pair.name.slice(name.length))], pair);
  const [first, ...others] = root.members;
  if (first === undefined || others.length > 0) throw new WireError(`${name} is several values`);
  return nodeValue(first[1], views, schemas);
}

/** `[a][][0]` → `a`, ``, `0`. */
function keysOf(text: string): string[] {
  const keys = Array.from(text.matchAll(/\[([^[\]]*)\]/g), (match) => match[1] ?? "");
  if (keys.map((key) => `[${key}]`).join("") !== text) throw new WireError(`no keys: ${text}`);
  return keys;
}

function insert(node: Node, keys: readonly string[], pair: Pair): void {
  const [key, ...deeper] = keys;
  if (node.kind === "leaf" || key === undefined) throw new WireError(`${pair.name} stands twice`);
  const known = key === "" ? undefined : node.members.find(([name]) => name === key)?.[1];
  if (deeper.length === 0) {
    if (known !== undefined) throw new WireError(`${pair.name} stands twice`);
    node.members.push([key, { kind: "leaf", text: percentDecode(pair.text) }]);
    return;
  }
  const inner: Node = known ?? { kind: "inner", members: [] };
  if (known === undefined) node.members.push([key, inner]);
  insert(inner, deeper, pair);
}

function nodeValue(node: Node, views: Views, schemas: SchemaReader): unknown {
  if (node.kind === "leaf") return typed(node.text, views);
  const { members } = node;
  const kinds = kindsOf(views);
  const numbered = members.every(([key], at) => key === "" || key === String(at));
  if (numbered && kinds.has("array")) {
    return members.map(([, item]) => nodeValue(item, schemas.items(views), schemas));
  }
  return Object.fromEntries(
    members.map(([key, member]) => [key, nodeValue(member, schemas.property(views, key), schemas)]),
  );
}
