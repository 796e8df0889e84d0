import { childPointer } from "../diagnostics/pointer.js";
import { arrayAt, type JsonObject, member, objectAt } from "../normalise/json.js";
import { type Located, lookUp, refOf } from "../normalise/reference.js";

/** The schema of a property that a schema declares itself, or has from what it refers to or joins by `allOf`; the nearest one. */
export function findProperty(root: JsonObject, schema: Located, name: string): Located | undefined {
  const seen = new Set<string>();
  const search = (at: Located): Located | undefined => {
    if (seen.has(at.pointer)) return undefined;
    seen.add(at.pointer);
    const ref = refOf(at.value);
    const target = ref === undefined ? undefined : lookUp(root, ref, at.pointer);
    if (target !== undefined) return search(target);
    const value = member(objectAt(at.value, "properties"), name);
    if (value !== undefined)
      return { value, pointer: childPointer(at.pointer, "properties", name) };
    for (const [index, part] of arrayAt(at.value, "allOf").entries()) {
      const found = search({ value: part, pointer: childPointer(at.pointer, "allOf", index) });
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(schema);
}
