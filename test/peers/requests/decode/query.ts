import type { Declared } from "./declared.js";
import { type DecodedFields, decodeFields, pairsOf } from "./fields.js";
import type { SchemaReader } from "./schema.js";
import { WireError } from "./wire-error.js";

/** The query parameters of an encoded query (OAS 3.1 §4.8.12). `fixed` are the pairs that the path template itself holds. */
export function decodeQuery(
  parameters: readonly Declared[],
  query: string,
  fixed: readonly string[],
  schemas: SchemaReader,
): DecodedFields["values"] {
  const given = query === "" ? [] : query.split("&");
  for (const pair of fixed) {
    const at = given.indexOf(pair);
    if (at < 0) throw new WireError(`the template's ?${pair} is missing`);
    given.splice(at, 1);
  }
  const fields = parameters.map((one) => ({ ...one, written: one }));
  const { values, rest } = decodeFields(fields, pairsOf(given.join("&"), /&/), schemas);
  if (rest.length > 0) {
    throw new WireError(`undeclared in the query: ${rest.map(({ name }) => name).join(", ")}`);
  }
  return values;
}
