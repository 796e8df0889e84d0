import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import { arrayAt, type JsonObject, textAt } from "./json.js";

/** Tag name → its description, else its summary. A parent that is no tag, or a descendant, is reported (OAS 3.2 §4.22). */
export function tags(root: JsonObject, diagnostics: Diagnostics): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const described = new Map<string, string>();
  for (const tag of arrayAt(root, "tags")) {
    const name = textAt(tag, "name");
    if (name === undefined) continue;
    described.set(name, textAt(tag, "description") ?? textAt(tag, "summary") ?? "");
    const parent = textAt(tag, "parent");
    if (parent !== undefined) parents.set(name, parent);
  }
  for (const [index, tag] of arrayAt(root, "tags").entries()) {
    const name = textAt(tag, "name") ?? "";
    const parent = parents.get(name);
    if (parent !== undefined && (!described.has(parent) || isCircular(name, parents)))
      diagnostics.report("tag-parent-unusable", childPointer("/tags", index, "parent"), { parent });
  }
  return described;
}

function isCircular(name: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let next = parents.get(name); next !== undefined; next = parents.get(next)) {
    if (next === name) return true;
    if (seen.has(next)) return false;
    seen.add(next);
  }
  return false;
}
