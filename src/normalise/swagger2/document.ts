import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import type { HttpMethod } from "../../runtime/api/api.js";
import { arrayAt, isObject, type JsonObject, member, objectAt } from "../json.js";
import type { NormalisedOperation } from "../normalised.js";
import type { DocumentContent } from "../openapi3/document.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { operation } from "./operation.js";
import { parameters } from "./parameters.js";
import { securitySchemes } from "./security.js";
import { servers } from "./servers.js";

/** The fixed fields of a Path Item Object (Swagger 2.0, "Path Item Object") and their methods. */
const METHODS: ReadonlyMap<string, HttpMethod> = new Map([
  ["get", "GET"],
  ["put", "PUT"],
  ["post", "POST"],
  ["delete", "DELETE"],
  ["options", "OPTIONS"],
  ["head", "HEAD"],
  ["patch", "PATCH"],
]);

/** Swagger 2.0 (https://spec.openapis.org/oas/v2.0). */
export function readSwagger2(root: JsonObject, diagnostics: Diagnostics): DocumentContent {
  return {
    dialect: "2.0",
    servers: servers(root, arrayAt(root, "schemes")),
    security: arrayAt(root, "security"),
    securitySchemes: securitySchemes(root, diagnostics),
    schemas: Object.entries(objectAt(root, "definitions") ?? {}).map(([name, value]) => ({
      value,
      pointer: childPointer("/definitions", name),
    })),
    operations: Object.entries(objectAt(root, "paths") ?? {}).flatMap(([path, value]) => {
      if (path.startsWith("x-")) return [];
      const pointer = childPointer("/paths", path);
      if (path.startsWith("/")) return pathOperations(root, path, { value, pointer }, diagnostics);
      diagnostics.report("path-unreadable", pointer, { path });
      return [];
    }),
    webhooks: [],
  };
}

function pathOperations(
  root: JsonObject,
  path: string,
  located: Located,
  diagnostics: Diagnostics,
): NormalisedOperation[] {
  const item = resolve(root, located, diagnostics);
  if (item === undefined) return [];
  const shared = parameters(root, item, diagnostics);
  return [...METHODS].flatMap(([key, method]) => {
    const value = member(item.value, key);
    if (value === undefined) return [];
    const pointer = childPointer(item.pointer, key);
    if (isObject(value))
      return [operation(root, { method, path, shared }, { value, pointer }, diagnostics)];
    diagnostics.report("operation-unreadable", pointer, {});
    return [];
  });
}
