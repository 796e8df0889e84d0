import { childPointer } from "../diagnostics/pointer.js";
import { arrayAt, type JsonObject, member, objectAt } from "../normalise/json.js";
import { type Located, lookUp, refOf } from "../normalise/reference.js";

/** A property is sought in so many schemas: more than any real one extends. */
const MOST_SCHEMAS = 500;

/** The schema of a property that a schema declares itself, or has from what it refers to or joins by `allOf`; the first one. */
export function findProperty(root: JsonObject, schema: Located, name: string): Located | undefined {
  const seen = new Set<string>();
  const waiting = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, pointer } = next;
    if (seen.has(pointer)) continue;
    if (seen.size >= MOST_SCHEMAS) return undefined;
    seen.add(pointer);
    const ref = refOf(value);
    const target = ref === undefined ? undefined : lookUp(root, ref, pointer);
    if (target !== undefined) {
      waiting.push(target);
      continue;
    }
    const found = member(objectAt(value, "properties"), name);
    if (found !== undefined)
      return { value: found, pointer: childPointer(pointer, "properties", name) };
    const parts = arrayAt(value, "allOf").map((part, index) => ({
      value: part,
      pointer: childPointer(pointer, "allOf", index),
    }));
    waiting.push(...parts.reverse());
  }
  return undefined;
}
