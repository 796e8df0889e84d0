import type { Declared } from "./declared.js";
import { type DecodedFields, decodeFields, pairsOf } from "./fields.js";
import type { HeaderField } from "./header.js";
import type { SchemaReader } from "./schema.js";
import { WireError } from "./wire-error.js";

/** The cookie parameters: pairs of the `Cookie` field (RFC 6265 §4.2.1), style `form`. */
export function decodeCookies(
  parameters: readonly Declared[],
  fields: readonly HeaderField[],
  schemas: SchemaReader,
): DecodedFields["values"] {
  const own = fields.filter(([name]) => name.toLowerCase() === "cookie");
  if (own.length > 1) throw new WireError("the header cookie stands more than once");
  const text = own[0]?.[1] ?? "";
  const cookies = parameters.map((one) => ({ ...one, written: one }));
  const plain = new Set(cookies.filter(({ style }) => style === "cookie").map(({ name }) => name));
  // Style `cookie` (OAS 3.2 §4.12.3) is not percent-encoded, unlike `form`.
  const pairs = pairsOf(text, /; /).map((pair) =>
    plain.has(pair.name) ? { ...pair, text: encodeURIComponent(pair.text) } : pair,
  );
  const { values, rest } = decodeFields(cookies, pairs, schemas);
  if (rest.length > 0) {
    throw new WireError(`undeclared cookies: ${rest.map(({ name }) => name).join(", ")}`);
  }
  return values;
}
