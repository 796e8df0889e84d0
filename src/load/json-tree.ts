import { endOfString, type JsonScan } from "./json-scan.js";
import type { Member, SyntaxTree } from "./syntax-tree.js";

/** The tree of JSON text that `JSON.parse` accepts. A node is the offset of its value. */
export function jsonTree(text: string, scan: JsonScan): SyntaxTree {
  return {
    root: skipSpace(text, 0),
    members: (node) => membersOf(text, scan, node),
    inherited: () => [],
    scalar: (node) => scalarOf(text, node),
  };
}

function membersOf(text: string, scan: JsonScan, node: number): readonly Member[] {
  const opened = text[node];
  if (opened !== "{" && opened !== "[") return [];
  const members: Member[] = [];
  const end = endOfValue(text, scan, node) - 1;
  for (let at = skipSpace(text, node + 1); at < end; ) {
    const offset = at;
    let key = String(members.length);
    if (opened === "{") {
      const keyEnd = endOfString(text, at) + 1;
      key = String(JSON.parse(text.slice(at, keyEnd)));
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    members.push({ key, offset, node: at });
    at = skipSpace(text, skipSpace(text, endOfValue(text, scan, at)) + 1);
  }
  return members;
}

function scalarOf(text: string, node: number): string {
  const first = text[node];
  if (first === "{" || first === "[") return "";
  const source = text.slice(node, endOfScalar(text, node));
  return first === '"' ? String(JSON.parse(source)) : source;
}

/** The offset behind a value. */
function endOfValue(text: string, scan: JsonScan, start: number): number {
  const first = text[start];
  if (first !== "{" && first !== "[") return endOfScalar(text, start);
  return (scan.ends[indexOf(scan.starts, start)] ?? start) + 1;
}

function endOfScalar(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start) + 1;
  let end = start + 1;
  while (end < text.length && !",]} \t\r\n".includes(text.charAt(end))) end += 1;
  return end;
}

function indexOf(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at += 1;
  return at;
}
