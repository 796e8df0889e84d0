import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import type { ParameterLocation } from "../../runtime/api/api.js";
import { arrayAt, type JsonObject, textAt } from "../json.js";
import type { NormalisedParameter } from "../normalised.js";
import { isIgnoredHeader } from "../parameters.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { collectionStyle } from "./collection-format.js";

type Place = ParameterLocation | "body" | "formData";

/** A Parameter Object; `body` and `formData` are what OpenAPI 3 calls a request body. */
export interface SwaggerParameter {
  readonly name: string;
  readonly in: Place;
  readonly located: Located<JsonObject>;
}

const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ["path", "path"],
  ["query", "query"],
  ["header", "header"],
  ["body", "body"],
  ["formData", "formData"],
]);

/** The parameters of a path item or an operation, those that make up the body among them. */
export function parameters(
  root: JsonObject,
  holder: Located<JsonObject>,
  diagnostics: Diagnostics,
): SwaggerParameter[] {
  return arrayAt(holder.value, "parameters").flatMap((value, index) => {
    const pointer = childPointer(holder.pointer, "parameters", index);
    const located = resolve(root, { value, pointer }, diagnostics);
    if (located === undefined) return [];
    const location = textAt(located.value, "in") ?? "";
    const place = PLACES.get(location);
    const name = textAt(located.value, "name") ?? (place === "body" ? "body" : undefined);
    if (name === undefined || place === undefined) {
      diagnostics.report("parameter-unreadable", located.pointer, { name: name ?? "", location });
      return [];
    }
    return isIgnoredHeader(name, location) ? [] : [{ name, in: place, located }];
  });
}

/** A parameter outside of the body. Swagger writes the schema's keywords into the Parameter Object itself. */
export function normaliseParameter(
  name: string,
  location: ParameterLocation,
  { value, pointer }: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedParameter {
  const style = collectionStyle({ value, pointer }, location, diagnostics);
  return {
    name,
    in: location,
    pointer,
    value: { ...value, ...style },
    schema: { value: style === undefined ? { type: "string" } : value, pointer },
  };
}
