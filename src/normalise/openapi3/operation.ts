import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import type { HttpMethod } from "../../runtime/api/api.js";
import { arrayAt, isTrue, type JsonObject, member, objectAt, textAt } from "../json.js";
import type {
  NormalisedBody,
  NormalisedOperation,
  NormalisedParameter,
  NormalisedResponse,
} from "../normalised.js";
import { mergeParameters, statusOf } from "../parameters.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { headerNames } from "../response-headers.js";
import { contents } from "./content.js";
import { links } from "./links.js";
import { parameters } from "./parameters.js";
import { servers } from "./servers.js";

/** Where an operation stands, and what its path item gives to all of its operations. */
export interface Route {
  readonly method: HttpMethod;
  readonly path: string;
  readonly item: Located<JsonObject>;
  readonly shared: readonly NormalisedParameter[];
}

/** One Operation Object with all that its path item adds to it. */
export function operation(
  root: JsonObject,
  { method, path, item, shared }: Route,
  located: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedOperation {
  const { value, pointer } = located;
  const operationId = textAt(value, "operationId");
  const body = bodyOf(root, located, diagnostics);
  const ownServers = servers(located, diagnostics) ?? servers(item, diagnostics);
  const security = member(value, "security");
  return {
    method,
    path,
    pointer,
    value,
    ...(operationId !== undefined && { operationId }),
    tags: arrayAt(value, "tags").filter((tag) => typeof tag === "string"),
    parameters: mergeParameters(shared, parameters(root, located, diagnostics)),
    ...(body !== undefined && { body }),
    responses: responses(root, located, diagnostics),
    ...(ownServers !== undefined && { servers: ownServers }),
    ...(Array.isArray(security) && { security }),
  };
}

function bodyOf(
  root: JsonObject,
  operation: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedBody | undefined {
  const value = member(operation.value, "requestBody");
  if (value === undefined) return undefined;
  const pointer = childPointer(operation.pointer, "requestBody");
  const body = resolve(root, { value, pointer }, diagnostics);
  // What cannot be found can still be sent: there is a body, only its type is not known.
  if (body === undefined)
    return {
      pointer,
      required: false,
      contents: [{ kind: "schema", mediaType: "application/json" }],
    };
  const description = textAt(body.value, "description");
  return {
    pointer: body.pointer,
    required: isTrue(body.value, "required"),
    ...(description !== undefined && { description }),
    contents: contents(root, body, diagnostics),
  };
}

function responses(
  root: JsonObject,
  operation: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedResponse[] {
  return Object.entries(objectAt(operation.value, "responses") ?? {}).flatMap(([key, value]) => {
    if (key.startsWith("x-")) return [];
    const pointer = childPointer(operation.pointer, "responses", key);
    const response = resolve(root, { value, pointer }, diagnostics);
    if (response === undefined) return [];
    const linked = links(root, response, diagnostics);
    return [
      {
        status: statusOf(key),
        contents: contents(root, response, diagnostics),
        ...headerNames(response.value),
        ...(linked.length > 0 && { links: linked }),
      },
    ];
  });
}
