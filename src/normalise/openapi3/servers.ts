import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { isObject, type JsonObject, member } from "../json.js";
import type { Located } from "../reference.js";

/** The servers of a document, path item or operation; `undefined` when it names none. */
export function servers(
  holder: Located<JsonObject>,
  diagnostics: Diagnostics,
): readonly JsonObject[] | undefined {
  const value = member(holder.value, "servers");
  if (value === undefined) return undefined;
  const pointer = childPointer(holder.pointer, "servers");
  if (!Array.isArray(value)) {
    diagnostics.report("servers-unreadable", pointer, {});
    return undefined;
  }
  const found = value.filter(isObject);
  return found.length === 0 ? undefined : found;
}
