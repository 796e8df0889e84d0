import { type Diagnostics, diagnostic, UnusableInput } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import type { Document } from "../load/document.js";
import type { HttpMethod, ParameterLocation } from "../runtime/api/api.js";
import type { JsonValue } from "../runtime/api/types.js";
import { arrayAt, isObject, type JsonObject, member, objectAt, textAt } from "./json.js";
import type {
  Dialect,
  NormalisedDocument,
  NormalisedOperation,
  NormalisedParameter,
} from "./normalised.js";
import { follow, type Located } from "./reference.js";

const METHODS: readonly (readonly [key: string, method: HttpMethod])[] = [
  ["get", "GET"],
  ["put", "PUT"],
  ["post", "POST"],
  ["delete", "DELETE"],
  ["options", "OPTIONS"],
  ["head", "HEAD"],
  ["patch", "PATCH"],
  ["trace", "TRACE"],
];

const LOCATIONS: readonly string[] = [
  "path",
  "query",
  "header",
  "cookie",
] satisfies ParameterLocation[];

/** OAS 3.1 §4.8.12: header parameters of these names are described elsewhere and ignored here. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/**
 * Gives a document OpenAPI 3.1's shapes. What cannot be followed is reported and left out.
 * @throws {UnusableInput} when it holds no operation.
 */
export function normalise(document: Document, diagnostics: Diagnostics): NormalisedDocument {
  const { root } = document;
  const info = objectAt(root, "info");
  const operations = Object.entries(objectAt(root, "paths") ?? {}).flatMap(([path, item]) =>
    path.startsWith("/") ? pathOperations(root, path, item, diagnostics) : [],
  );
  if (operations.length === 0)
    throw new UnusableInput(diagnostic("document-without-operations", document.file, "/paths", {}));
  const description = textAt(info, "description");
  return {
    root,
    dialect: dialectOf(root),
    title: textAt(info, "title") ?? "",
    version: versionText(member(info, "version")),
    ...(description !== undefined && { description }),
    servers: arrayAt(root, "servers").filter(isObject),
    security: arrayAt(root, "security"),
    securitySchemes: securitySchemes(root, diagnostics),
    tags: tags(root),
    operations,
  };
}

function dialectOf(root: JsonObject): Dialect {
  return String(member(root, "openapi") ?? "").startsWith("3.0") ? "3.0" : "3.1";
}

function versionText(version: JsonValue | undefined): string {
  return typeof version === "string" || typeof version === "number" ? String(version) : "";
}

function tags(root: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    arrayAt(root, "tags").flatMap((tag) => {
      const name = textAt(tag, "name");
      return name === undefined ? [] : [[name, textAt(tag, "description") ?? ""] as const];
    }),
  );
}

function securitySchemes(
  root: JsonObject,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Located<JsonObject>> {
  const found = new Map<string, Located<JsonObject>>();
  for (const [name, value] of Object.entries(
    objectAt(objectAt(root, "components"), "securitySchemes") ?? {},
  )) {
    const located = resolve(
      root,
      { value, pointer: childPointer("/components/securitySchemes", name) },
      diagnostics,
    );
    if (located !== undefined) found.set(name, located);
  }
  return found;
}

function pathOperations(
  root: JsonObject,
  path: string,
  value: JsonValue,
  diagnostics: Diagnostics,
): NormalisedOperation[] {
  const item = resolve(root, { value, pointer: childPointer("/paths", path) }, diagnostics);
  if (item === undefined) return [];
  const shared = parameters(root, item, diagnostics);
  return METHODS.flatMap(([key, method]) => {
    const operation = member(item.value, key);
    if (operation === undefined) return [];
    const pointer = childPointer(item.pointer, key);
    if (!isObject(operation)) {
      diagnostics.report("operation-unreadable", pointer, {});
      return [];
    }
    return [
      normaliseOperation(
        root,
        method,
        path,
        { value: operation, pointer },
        item.value,
        shared,
        diagnostics,
      ),
    ];
  });
}

function normaliseOperation(
  root: JsonObject,
  method: HttpMethod,
  path: string,
  operation: Located<JsonObject>,
  pathItem: JsonObject,
  shared: readonly NormalisedParameter[],
  diagnostics: Diagnostics,
): NormalisedOperation {
  const { value, pointer } = operation;
  const operationId = textAt(value, "operationId");
  const body = bodyOf(root, operation, diagnostics);
  const servers = [value, pathItem]
    .map((holder) => arrayAt(holder, "servers").filter(isObject))
    .find((list) => list.length > 0);
  const security = member(value, "security");
  return {
    method,
    path,
    pointer,
    value,
    ...(operationId !== undefined && { operationId }),
    tags: arrayAt(value, "tags").filter((tag) => typeof tag === "string"),
    parameters: mergeParameters(shared, parameters(root, operation, diagnostics)),
    ...(body !== undefined && { body }),
    responses: responses(root, operation, diagnostics),
    ...(servers !== undefined && { servers }),
    ...(Array.isArray(security) && { security }),
  };
}

function bodyOf(
  root: JsonObject,
  operation: Located<JsonObject>,
  diagnostics: Diagnostics,
): Located<JsonObject> | undefined {
  const value = member(operation.value, "requestBody");
  if (value === undefined) return undefined;
  return resolve(
    root,
    { value, pointer: childPointer(operation.pointer, "requestBody") },
    diagnostics,
  );
}

function responses(
  root: JsonObject,
  operation: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedOperation["responses"] {
  return Object.entries(objectAt(operation.value, "responses") ?? {}).flatMap(([key, value]) => {
    if (key.startsWith("x-")) return [];
    const response = resolve(
      root,
      { value, pointer: childPointer(operation.pointer, "responses", key) },
      diagnostics,
    );
    return response === undefined ? [] : [{ status: statusOf(key), response }];
  });
}

/** `200`, `2XX` or `default`; vendors also write `2xx`. */
function statusOf(key: string): string {
  return /^[1-5]xx$/i.test(key) ? key.toUpperCase() : key;
}

function parameters(
  root: JsonObject,
  holder: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedParameter[] {
  return arrayAt(holder.value, "parameters").flatMap((value, index) => {
    const located = resolve(
      root,
      { value, pointer: childPointer(holder.pointer, "parameters", index) },
      diagnostics,
    );
    if (located === undefined) return [];
    const name = textAt(located.value, "name");
    const location = textAt(located.value, "in");
    if (name === undefined || location === undefined || !LOCATIONS.includes(location)) {
      diagnostics.report("parameter-unreadable", located.pointer, {
        name: name ?? "",
        location: location ?? "",
      });
      return [];
    }
    if (location === "header" && IGNORED_HEADERS.has(name.toLowerCase())) return [];
    return [
      { name, in: location as ParameterLocation, pointer: located.pointer, value: located.value },
    ];
  });
}

/** An operation's parameter replaces the path's of the same name and location (OAS 3.1 §4.8.10). */
function mergeParameters(
  shared: readonly NormalisedParameter[],
  own: readonly NormalisedParameter[],
): NormalisedParameter[] {
  const merged = new Map<string, NormalisedParameter>();
  for (const parameter of [...shared, ...own]) {
    const key = `${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`;
    merged.set(key, parameter);
  }
  return [...merged.values()];
}

function resolve(
  root: JsonObject,
  located: Located,
  diagnostics: Diagnostics,
): Located<JsonObject> | undefined {
  const resolution = follow(root, located);
  if (resolution.kind !== "found") {
    diagnostics.report("ref-dangling", located.pointer, { ref: resolution.ref });
    return undefined;
  }
  const { value, pointer } = resolution.target;
  return isObject(value) ? { value, pointer } : undefined;
}
