import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { type JsonObject, member, objectAt, textAt } from "../json.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";

/** Swagger's names of OAuth flows → OpenAPI 3's. */
const FLOWS: ReadonlyMap<string, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

/** `securityDefinitions` as Security Scheme Objects. */
export function securitySchemes(
  root: JsonObject,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Located<JsonObject>> {
  const found = new Map<string, Located<JsonObject>>();
  for (const [name, value] of Object.entries(objectAt(root, "securityDefinitions") ?? {})) {
    const pointer = childPointer("/securityDefinitions", name);
    const located = resolve(root, { value, pointer }, diagnostics);
    if (located !== undefined)
      found.set(name, { value: securityScheme(located.value), pointer: located.pointer });
  }
  return found;
}

function securityScheme(value: JsonObject): JsonObject {
  const type = textAt(value, "type");
  const description = textAt(value, "description");
  const about = { ...(description !== undefined && { description }) };
  if (type === "basic") return { ...about, type: "http", scheme: "basic" };
  const flow = FLOWS.get(textAt(value, "flow") ?? "");
  if (type !== "oauth2" || flow === undefined) return value;
  const fields = ["authorizationUrl", "tokenUrl", "scopes"].flatMap((key) => {
    const field = member(value, key);
    return field === undefined ? [] : [[key, field] as const];
  });
  return { ...about, type, flows: { [flow]: Object.fromEntries(fields) } };
}
