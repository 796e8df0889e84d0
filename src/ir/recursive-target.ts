import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import { isTrue, type JsonObject, textAt } from "../normalise/json.js";
import { at, type Located } from "../normalise/reference.js";

/**
 * What `$recursiveRef: "#"` refers to (JSON Schema 2019-09 §8.2.4.2): the nearest schema around it that says
 * `$recursiveAnchor: true`. `undefined` when the schema has no such reference, or stands in no such schema.
 */
export function recursiveTarget(
  root: JsonObject,
  { value, pointer }: Located,
): Located | undefined {
  if (textAt(value, "$recursiveRef") !== "#") return undefined;
  const keys = pointerKeys(pointer);
  for (let length = keys.length - 1; length > 0; length -= 1) {
    const around = at(root, childPointer("", ...keys.slice(0, length)));
    if (isTrue(around?.value, "$recursiveAnchor")) return around;
  }
  return undefined;
}
