import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import type { ParameterLocation } from "../../runtime/api/api.js";
import { type JsonObject, textAt } from "../json.js";
import type { Located } from "../reference.js";

const DELIMITED: ReadonlyMap<string, JsonObject> = new Map([
  ["ssv", { style: "spaceDelimited", explode: false }],
  ["tsv", { style: "tabDelimited", explode: false }],
  ["pipes", { style: "pipeDelimited", explode: false }],
]);

/**
 * The style that writes a list as its `collectionFormat` does (Swagger 2.0, "Parameter Object"; csv unless said); empty for what is no list.
 * `undefined`, reported, where there is none.
 */
export function collectionStyle(
  { value, pointer }: Located<JsonObject>,
  location: ParameterLocation | "formData",
  diagnostics: Diagnostics,
): JsonObject | undefined {
  if (textAt(value, "type") !== "array") return {};
  const format = textAt(value, "collectionFormat") ?? "csv";
  const isForm = location === "query" || location === "formData";
  if (format === "csv") return isForm ? { style: "form", explode: false } : {};
  if (format === "multi" && isForm) return { style: "form", explode: true };
  const style = DELIMITED.get(format);
  if (style === undefined) {
    diagnostics.report("collection-format-without-style", pointer, { format });
  }
  return style;
}
