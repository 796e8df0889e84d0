import { childPointer } from "../diagnostics/pointer.js";
import { arrayAt, type JsonObject, member, objectAt } from "../normalise/json.js";
import { type Located, lookUp, refOf } from "../normalise/reference.js";

/** A property is sought in so many schemas: more than any real one extends. */
const MOST_SCHEMAS = 500;

/** The schema of a property that a schema declares itself, or has from what it refers to or joins by `allOf`; the first one. */
export function findProperty(root: JsonObject, schema: Located, name: string): Located | undefined {
  for (const { value, pointer } of joinedSchemas(root, schema)) {
    const found = member(objectAt(value, "properties"), name);
    if (found !== undefined)
      return { value: found, pointer: childPointer(pointer, "properties", name) };
  }
  return undefined;
}

/**
 * The schemas of a property that each of the alternatives (`oneOf`, `anyOf`) declares which a schema refers to or joins by `allOf`;
 * none where an alternative lacks it.
 */
export function findInAlternatives(
  root: JsonObject,
  schema: Located,
  name: string,
): readonly Located[] {
  for (const { value, pointer } of joinedSchemas(root, schema)) {
    for (const keyword of ["oneOf", "anyOf"]) {
      const alternatives = arrayAt(value, keyword).map((each, index) =>
        findProperty(root, { value: each, pointer: childPointer(pointer, keyword, index) }, name),
      );
      const found = alternatives.filter((each) => each !== undefined);
      if (found.length > 0 && found.length === alternatives.length) return found;
    }
  }
  return [];
}

/** A schema and all that it refers to or joins by `allOf`, in order; a reference itself is none. */
function* joinedSchemas(root: JsonObject, schema: Located): Generator<Located> {
  const seen = new Set<string>();
  const waiting = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, pointer } = next;
    if (seen.has(pointer)) continue;
    if (seen.size >= MOST_SCHEMAS) return;
    seen.add(pointer);
    const ref = refOf(value);
    const target = ref === undefined ? undefined : lookUp(root, ref, pointer);
    if (target !== undefined) {
      waiting.push(target);
      continue;
    }
    yield next;
    const parts = arrayAt(value, "allOf").map((part, index) => ({
      value: part,
      pointer: childPointer(pointer, "allOf", index),
    }));
    waiting.push(...parts.reverse());
  }
}
