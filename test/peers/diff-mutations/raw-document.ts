/** A raw document as a value that can be changed. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface RawOperation {
  /** `GET /pets`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

export interface RawDocument {
  readonly root: JsonObject;
  /** True for Swagger 2.0. */
  readonly isSwagger: boolean;
  readonly operations: readonly RawOperation[];
}

const METHODS: readonly string[] = ["get", "put", "post", "delete", "options", "head", "patch"];

export function rawDocument(root: JsonObject): RawDocument {
  const operations = Object.entries(objectIn(root, "paths")).flatMap(([path, item]) => {
    if (!isObject(item) || path.startsWith("x-")) return [];
    return METHODS.flatMap((method) => {
      const operation = item[method];
      if (!isObject(operation)) return [];
      return [{ route: `${method.toUpperCase()} ${path}`, method, path, item, operation }];
    });
  });
  return { root, isSwagger: root["swagger"] !== undefined, operations };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one that is not part of the document where there is none. */
export function objectIn(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

export function listIn(parent: JsonObject, key: string): readonly Json[] {
  const value = parent[key];
  return Array.isArray(value) ? value : [];
}

/** What a value is behind local references; nothing when they lead nowhere. */
export function behind(value: Json | undefined, root: JsonObject): JsonObject | undefined {
  let found = value;
  for (let hops = 0; hops < 20; hops += 1) {
    if (!isObject(found)) return undefined;
    const reference = found["$ref"];
    if (typeof reference !== "string") return found;
    found = targetOf(reference, root);
  }
  return undefined;
}

function targetOf(reference: string, root: JsonObject): Json | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let value: Json | undefined = root;
  for (const step of reference.slice(2).split("/")) {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    value = isObject(value) ? value[key] : Array.isArray(value) ? value[Number(key)] : undefined;
  }
  return value;
}
