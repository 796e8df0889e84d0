import type { FieldEncoding } from "../api/api.js";
import { deepPairs } from "./deep-object.js";
import { isJson } from "./media-type.js";
import { formEncode, percentEncodeReserved } from "./percent.js";
import { formPairs } from "./serialise.js";
import { isComposite, jsonText, type Pair } from "./value-shape.js";

/** Field → how it is written, where that is not the default (OAS 3.1 §4.8.15). Only own properties are read. */
export type FieldEncodings = { readonly [field: string]: FieldEncoding };

/**
 * `application/x-www-form-urlencoded` (WHATWG URL §5.2). Without an encoding a list of scalars repeats (OAS 3.1 §4.8.15: `form`, exploded)
 * and `null` is the empty text, which is how such APIs are told to unset something; members within members are bracketed like `deepObject`.
 */
export function formText(
  members: readonly (readonly [name: string, value: unknown])[],
  encodings: FieldEncodings,
): string {
  return members
    .flatMap(([name, value]) => fieldTexts(name, value, encodingOf(encodings, name)))
    .join("&");
}

/** The encoding of one field. */
export function encodingOf(encodings: FieldEncodings, field: string): FieldEncoding {
  return Object.hasOwn(encodings, field) ? (encodings[field] ?? {}) : {};
}

/** The pairs of a field that has a style, its values encoded. */
export function styledPairs(
  name: string,
  value: unknown,
  { style = "form", explode = style === "form" }: FieldEncoding,
  encode: (text: string) => string,
): Pair[] {
  return formPairs(name, value, { style, explode }, encode);
}

function fieldTexts(name: string, value: unknown, encoding: FieldEncoding): string[] {
  const encode = encoding.allowReserved
    ? (text: string) => percentEncodeReserved(text, "query")
    : formEncode;
  return fieldPairs(name, value, encoding, encode).map(
    ([key, encoded]) => `${formEncode(key)}=${encoded}`,
  );
}

function fieldPairs(
  name: string,
  value: unknown,
  encoding: FieldEncoding,
  encode: (text: string) => string,
): Pair[] {
  if (value === undefined) return [];
  if (value === null) return [[name, ""]];
  if (encoding.style === undefined) {
    const isDocument = encoding.contentType !== undefined && isJson(encoding.contentType);
    if (isDocument && isComposite(value)) return [[name, encode(jsonText(name, value))]];
    if (Array.isArray(value) && !value.some(isComposite)) {
      return styledPairs(name, value, encoding, encode);
    }
  }
  if (encoding.style === undefined || encoding.style === "deepObject") {
    return deepPairs(name, value, "empty").map(([key, text]) => [key, encode(text)]);
  }
  return styledPairs(name, value, encoding, encode);
}
