import type { FieldEncoding, MediaType } from "../runtime/api/api.js";

/** The encodings of a form's fields with their members in one order; nothing for none. */
export function settleEncoding(encoding: MediaType["encoding"]): Pick<MediaType, "encoding"> {
  const fields = Object.entries(encoding ?? {})
    .map(([field, one]) => [field, settleField(one)] as const)
    .filter(([, one]) => Object.keys(one).length > 0);
  return fields.length === 0 ? {} : { encoding: Object.fromEntries(fields) };
}

/** A style decides alone (OAS 3.1 §4.8.15.1); one that no field can do without is not said. */
function settleField({ contentType, style, explode, allowReserved }: FieldEncoding): FieldEncoding {
  if (style === undefined) return contentType === undefined ? {} : { contentType };
  const differs = explode !== undefined && explode !== (style === "form");
  return {
    style,
    ...(differs && style !== "deepObject" && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}
