import { unusable } from "../diagnostics/diagnostic.js";
import type { JsonValue } from "../runtime/api/types.js";

type JsonObject = { readonly [key: string]: JsonValue };

const SUPPORTED = /^3\.[012](\.|-|$)/;
/** YAML reads an unquoted 2.0 as the number 2. */
const SWAGGER = /^2(\.0)?$/;

/** Keys that tell what a document is, when it is not OpenAPI. */
const OTHER_FORMATS: readonly (readonly [key: string, name: string])[] = [
  ["asyncapi", "an AsyncAPI document"],
  ["arazzo", "an Arazzo document"],
  ["overlay", "an OpenAPI Overlay"],
  ["$schema", "a JSON Schema"],
  ["swaggerVersion", "a Swagger 1 document"],
  ["item", "a Postman collection"],
  ["resources", "a Google discovery document"],
];

/**
 * Checks that a document is one that the next stage reads. The one place that knows the supported versions.
 * @throws {UnusableInput} when it is not OpenAPI, or a version that is not supported.
 */
export function requireOpenApi(file: string, root: JsonObject): void {
  if (Object.hasOwn(root, "openapi")) {
    const version = shown(root["openapi"]);
    if (!SUPPORTED.test(version)) throw unusable("openapi-unsupported", file, { version });
  } else if (Object.hasOwn(root, "swagger")) {
    const version = shown(root["swagger"]);
    if (!SWAGGER.test(version)) throw unusable("swagger-unsupported", file, { version });
  } else {
    throw unusable("openapi-missing", file, { found: found(root) });
  }
}

function found(root: JsonObject): string {
  const other = OTHER_FORMATS.find(([key]) => Object.hasOwn(root, key));
  if (other !== undefined) return `it looks like ${other[1]}`;
  const keys = Object.keys(root).slice(0, 5).map(shown);
  return keys.length === 0 ? "the document is empty" : `the document has ${keys.join(", ")}`;
}

function shown(value: JsonValue | undefined): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
