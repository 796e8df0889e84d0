import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import type { ParameterLocation } from "../../runtime/api/api.js";
import { arrayAt, type JsonObject, member, textAt } from "../json.js";
import type { NormalisedParameter } from "../normalised.js";
import { isIgnoredHeader } from "../parameters.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { contents } from "./content.js";

const LOCATIONS: ReadonlyMap<string, ParameterLocation> = new Map([
  ["path", "path"],
  ["query", "query"],
  ["querystring", "querystring"],
  ["header", "header"],
  ["cookie", "cookie"],
]);

/** The parameters of a path item or an operation, as far as they can be sent. */
export function parameters(
  root: JsonObject,
  holder: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedParameter[] {
  return arrayAt(holder.value, "parameters").flatMap((value, index) => {
    const pointer = childPointer(holder.pointer, "parameters", index);
    const located = resolve(root, { value, pointer }, diagnostics);
    if (located === undefined) return [];
    const name = textAt(located.value, "name");
    const place = textAt(located.value, "in");
    const location = LOCATIONS.get(place ?? "");
    if (name === undefined || location === undefined) {
      diagnostics.report("parameter-unreadable", located.pointer, {
        name: name ?? "",
        location: place ?? "",
      });
      return [];
    }
    if (isIgnoredHeader(name, location)) return [];
    const described = schemaOf(root, located, diagnostics);
    if (location === "querystring" && described.mediaType === undefined) {
      diagnostics.report("querystring-unsupported", located.pointer, { name });
      return [];
    }
    if (described.schema === undefined && described.mediaType === undefined)
      diagnostics.report("parameter-without-schema", located.pointer, { name });
    return [{ name, in: location, pointer: located.pointer, value: located.value, ...described }];
  });
}

function schemaOf(
  root: JsonObject,
  parameter: Located<JsonObject>,
  diagnostics: Diagnostics,
): Pick<NormalisedParameter, "schema" | "mediaType" | "encoding"> {
  const schema = member(parameter.value, "schema");
  if (schema !== undefined)
    return { schema: { value: schema, pointer: childPointer(parameter.pointer, "schema") } };
  const [content] = contents(root, parameter, diagnostics);
  if (content?.kind !== "schema") return {};
  return {
    mediaType: content.mediaType,
    ...(content.schema !== undefined && { schema: content.schema }),
    ...(content.encoding !== undefined && { encoding: content.encoding }),
  };
}
