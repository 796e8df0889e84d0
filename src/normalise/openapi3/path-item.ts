import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import type { HttpMethod } from "../../runtime/api/api.js";
import type { JsonValue } from "../../runtime/api/types.js";
import { isObject, type JsonObject, member, objectAt } from "../json.js";
import type { NormalisedOperation } from "../normalised.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { operation } from "./operation.js";
import { parameters } from "./parameters.js";

/** The fixed fields of a Path Item Object (OAS 3.2 §4.9.1) and their methods. */
const METHODS: ReadonlyMap<string, HttpMethod> = new Map([
  ["get", "GET"],
  ["put", "PUT"],
  ["post", "POST"],
  ["delete", "DELETE"],
  ["options", "OPTIONS"],
  ["head", "HEAD"],
  ["patch", "PATCH"],
  ["trace", "TRACE"],
  ["query", "QUERY"],
]);

const STANDARD: ReadonlySet<string> = new Set(METHODS.values());

/** RFC 9110 §5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** `fetch` sends none of these (Fetch §2.2.1). */
const FORBIDDEN = new Set(["CONNECT", "TRACK"]);

/** The operations of a document's `paths`. */
export function pathItems(root: JsonObject, diagnostics: Diagnostics): NormalisedOperation[] {
  return Object.entries(objectAt(root, "paths") ?? {}).flatMap(([path, value]) => {
    if (path.startsWith("x-")) return [];
    const pointer = childPointer("/paths", path);
    if (path.startsWith("/")) return pathOperations(root, path, { value, pointer }, diagnostics);
    diagnostics.report("path-unreadable", pointer, { path });
    return [];
  });
}

/** The operations of one path item. One that is a reference may have operations of its own beside it. */
export function pathOperations(
  root: JsonObject,
  path: string,
  located: Located,
  diagnostics: Diagnostics,
): NormalisedOperation[] {
  const item = resolve(root, located, diagnostics);
  if (item === undefined) return [];
  const found = operationsOf(root, path, item, diagnostics);
  if (item.pointer === located.pointer || !isObject(located.value)) return found;
  const own = operationsOf(
    root,
    path,
    { value: located.value, pointer: located.pointer },
    diagnostics,
  );
  const methods = new Set(own.map(({ method }) => method));
  return [...found.filter(({ method }) => !methods.has(method)), ...own];
}

function operationsOf(
  root: JsonObject,
  path: string,
  item: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedOperation[] {
  const shared = parameters(root, item, diagnostics);
  const read = (method: HttpMethod, value: JsonValue, pointer: string): NormalisedOperation[] => {
    if (isObject(value))
      return [operation(root, { method, path, item, shared }, { value, pointer }, diagnostics)];
    diagnostics.report("operation-unreadable", pointer, {});
    return [];
  };
  const standard = [...METHODS].flatMap(([key, method]) => {
    const value = member(item.value, key);
    return value === undefined ? [] : read(method, value, childPointer(item.pointer, key));
  });
  const additional = Object.entries(objectAt(item.value, "additionalOperations") ?? {}).flatMap(
    ([method, value]) => {
      const pointer = childPointer(item.pointer, "additionalOperations", method);
      const problem = methodProblem(method, item.value);
      if (problem !== undefined)
        diagnostics.report("method-unusable", pointer, { method, ...problem });
      return problem === undefined || problem.isKept ? read(method, value, pointer) : [];
    },
  );
  return [...standard, ...additional];
}

function methodProblem(
  method: string,
  item: JsonObject,
): { readonly reason: string; readonly isKept: boolean } | undefined {
  if (!TOKEN.test(method)) return { reason: "is no HTTP token and is left out", isKept: false };
  if (FORBIDDEN.has(method.toUpperCase()))
    return { reason: "cannot be sent by `fetch` and is left out", isKept: false };
  if (!STANDARD.has(method)) return undefined;
  const field = method.toLowerCase();
  return member(item, field) === undefined
    ? { reason: `belongs in the field \`${field}\``, isKept: true }
    : { reason: `is left out for the field \`${field}\``, isKept: false };
}
