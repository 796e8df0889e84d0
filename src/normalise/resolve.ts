import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { isObject, type JsonObject } from "./json.js";
import { follow, type Located } from "./reference.js";

/** The object that a value is or refers to; what is neither is reported, and `undefined`. */
export function resolve(
  root: JsonObject,
  located: Located,
  diagnostics: Diagnostics,
): Located<JsonObject> | undefined {
  const resolution = follow(root, located);
  if (resolution.kind !== "found") {
    const code = resolution.kind === "dangling" ? "ref-dangling" : "ref-circular";
    diagnostics.report(code, located.pointer, { ref: resolution.ref });
    return undefined;
  }
  const { value, pointer } = resolution.target;
  if (isObject(value)) return { value, pointer };
  diagnostics.report("object-expected", pointer, {});
  return undefined;
}
