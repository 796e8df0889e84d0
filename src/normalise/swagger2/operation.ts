import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import type { HttpMethod } from "../../runtime/api/api.js";
import { arrayAt, type JsonObject, member, objectAt, textAt } from "../json.js";
import type { NormalisedOperation, NormalisedResponse } from "../normalised.js";
import { mergeParameters, statusOf } from "../parameters.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { headerNames } from "../response-headers.js";
import { bodyOf } from "./body.js";
import { normaliseParameter, parameters, type SwaggerParameter } from "./parameters.js";
import { servers } from "./servers.js";

/** Where an operation stands, and what its path item gives to all of its operations. */
export interface Route {
  readonly method: HttpMethod;
  readonly path: string;
  readonly shared: readonly SwaggerParameter[];
}

/** One Operation Object as OpenAPI 3.1 would have it. */
export function operation(
  root: JsonObject,
  { method, path, shared }: Route,
  located: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedOperation {
  const { value, pointer } = located;
  const operationId = textAt(value, "operationId");
  const all = mergeParameters(shared, parameters(root, located, diagnostics));
  const body = bodyOf(all, mediaTypes(root, value, "consumes"), pointer, diagnostics);
  const schemes = arrayAt(value, "schemes");
  const security = member(value, "security");
  return {
    method,
    path,
    pointer,
    value,
    ...(operationId !== undefined && { operationId }),
    tags: arrayAt(value, "tags").filter((tag) => typeof tag === "string"),
    parameters: all.flatMap((parameter) =>
      parameter.in === "body" || parameter.in === "formData"
        ? []
        : [normaliseParameter(parameter.name, parameter.in, parameter.located, diagnostics)],
    ),
    ...(body !== undefined && { body }),
    responses: responses(root, located, diagnostics),
    ...(schemes.length > 0 && { servers: servers(root, schemes) }),
    ...(Array.isArray(security) && { security }),
  };
}

/** The operation's own list takes the document's place, even when it is empty. */
function mediaTypes(root: JsonObject, operation: JsonObject, key: string): string[] {
  const holder = member(operation, key) === undefined ? root : operation;
  return arrayAt(holder, key).filter((type) => typeof type === "string");
}

function responses(
  root: JsonObject,
  operation: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedResponse[] {
  const produces = mediaTypes(root, operation.value, "produces");
  return Object.entries(objectAt(operation.value, "responses") ?? {}).flatMap(([key, value]) => {
    if (key.startsWith("x-")) return [];
    const pointer = childPointer(operation.pointer, "responses", key);
    const response = resolve(root, { value, pointer }, diagnostics);
    if (response === undefined) return [];
    return [
      {
        status: statusOf(key),
        contents: contents(response, produces),
        ...headerNames(response.value),
      },
    ];
  });
}

function contents(
  { value, pointer }: Located<JsonObject>,
  produces: readonly string[],
): NormalisedResponse["contents"] {
  const schema = member(value, "schema");
  if (schema === undefined) return [];
  const isFile = textAt(schema, "type") === "file";
  const usual = isFile ? "application/octet-stream" : "application/json";
  const offered = isFile ? produces.filter((type) => !type.includes("json")) : produces;
  return (offered.length === 0 ? [usual] : offered).map((mediaType) => ({
    kind: "schema",
    mediaType,
    schema: { value: schema, pointer: childPointer(pointer, "schema") },
  }));
}
