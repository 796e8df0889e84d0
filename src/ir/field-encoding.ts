import { isObject, isTrue, type JsonObject, member, textAt } from "../normalise/json.js";
import type { FieldEncoding, MediaType } from "../runtime/api/api.js";

const STYLES = [
  "form",
  "spaceDelimited",
  "pipeDelimited",
  "tabDelimited",
  "deepObject",
] as const satisfies readonly FieldEncoding["style"][];

/**
 * Encoding Objects by field (OAS 3.1 §4.8.15). Any of `style`, `explode` and `allowReserved` makes the value one of a style, `form` unless
 * said; `contentType` counts only without them.
 */
export function lowerEncoding(encodings: JsonObject | undefined): Pick<MediaType, "encoding"> {
  const fields = Object.entries(encodings ?? {}).flatMap(([field, value]) => {
    const encoding = isObject(value) ? fieldEncoding(value) : {};
    return Object.keys(encoding).length === 0 ? [] : [[field, encoding] as const];
  });
  return fields.length === 0 ? {} : { encoding: Object.fromEntries(fields) };
}

function fieldEncoding(value: JsonObject): FieldEncoding {
  const explode = member(value, "explode");
  const style = STYLES.find((candidate) => candidate === textAt(value, "style"));
  const allowReserved = isTrue(value, "allowReserved");
  const contentType = textAt(value, "contentType");
  if (style === undefined && typeof explode !== "boolean" && !allowReserved) {
    return contentType === undefined ? {} : { contentType };
  }
  return {
    style: style ?? "form",
    ...(typeof explode === "boolean" && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}
