import type { Way } from "./mutation.js";
import {
  behind,
  isObject,
  type Json,
  type JsonObject,
  listIn,
  objectIn,
  type RawDocument,
  type RawOperation,
} from "./raw-document.js";

/** A schema of a document with the operation that it was found from. */
export interface SchemaSite {
  readonly schema: JsonObject;
  readonly way: Way;
  readonly route: string;
  /** The property or parameter whose schema it is, or is the items of. */
  readonly name: string | undefined;
}

/** The ways in which the values of each schema go, all operations and webhooks taken together. */
export type Ways = ReadonlyMap<JsonObject, ReadonlySet<Way>>;

/** Schemas looked at from one operation. */
const MAX_SITES = 400;
const COMPOSITIONS = ["allOf", "oneOf", "anyOf"] as const;

/** Where an operation has schemas: its parameters, its body, its answers. */
export function entrySchemas(
  { item, operation }: RawOperation,
  document: RawDocument,
): readonly { readonly schema: Json; readonly way: Way; readonly name: string | undefined }[] {
  const { root, isSwagger } = document;
  const parameters = [...listIn(item, "parameters"), ...listIn(operation, "parameters")];
  return [
    ...parameters.flatMap((one) => {
      const parameter = behind(one, root);
      if (parameter === undefined) return [];
      const { name, in: location } = parameter;
      const isBody = location === "body" || location === "formData";
      const schema = isSwagger && !isBody ? parameter : parameter["schema"];
      if (schema === undefined) return [];
      const known = typeof name === "string" && !isBody ? name : undefined;
      return [{ schema, way: "request" as const, name: known }];
    }),
    ...contentSchemas(behind(operation["requestBody"], root), "request"),
    ...Object.values(objectIn(operation, "responses")).flatMap((one) => {
      const response = behind(one, root);
      if (response === undefined) return [];
      if (!isSwagger) return contentSchemas(response, "result");
      const { schema } = response;
      return schema === undefined ? [] : [{ schema, way: "result" as const, name: undefined }];
    }),
  ];
}

function contentSchemas(
  holder: JsonObject | undefined,
  way: Way,
): readonly { readonly schema: Json; readonly way: Way; readonly name: undefined }[] {
  if (holder === undefined) return [];
  return Object.values(objectIn(holder, "content")).flatMap((content) => {
    const schema = isObject(content) ? content["schema"] : undefined;
    return schema === undefined ? [] : [{ schema, way, name: undefined }];
  });
}

/** All schemas that an operation reaches in one way, from those of its body or answer on. */
export function sitesFrom(
  start: Json,
  way: Way,
  route: string,
  name: string | undefined,
  root: JsonObject,
): readonly SchemaSite[] {
  const sites: SchemaSite[] = [];
  const seen = new Set<JsonObject>();
  const waiting: { readonly value: Json; readonly name: string | undefined }[] = [
    { value: start, name },
  ];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const schema = behind(next.value, root);
    if (schema === undefined || seen.has(schema) || sites.length >= MAX_SITES) continue;
    seen.add(schema);
    sites.push({ schema, way, route, name: next.name });
    for (const child of childrenOf(schema, next.name)) {
      if (!isOneWay(behind(child.value, root), child.value)) waiting.push(child);
    }
  }
  return sites;
}

function childrenOf(
  schema: JsonObject,
  name: string | undefined,
): readonly { readonly value: Json; readonly name: string | undefined }[] {
  const { items, additionalProperties } = schema;
  return [
    ...Object.entries(objectIn(schema, "properties")).map(([key, value]) => ({ value, name: key })),
    ...(items === undefined ? [] : [{ value: items, name }]),
    ...(isObject(additionalProperties) ? [{ value: additionalProperties, name }] : []),
    ...COMPOSITIONS.flatMap((keyword) => listIn(schema, keyword).map((value) => ({ value, name }))),
  ];
}

/** What is only read or only written is not there in the other way. */
export function isOneWay(target: JsonObject | undefined, own: Json): boolean {
  return [target, isObject(own) ? own : undefined].some(
    (schema) => schema?.["readOnly"] === true || schema?.["writeOnly"] === true,
  );
}

export function waysOf(document: RawDocument): Ways {
  const ways = new Map<JsonObject, Set<Way>>();
  const waiting = document.operations.flatMap((operation) => entrySchemas(operation, document));
  for (const item of Object.values(objectIn(document.root, "webhooks"))) {
    for (const operation of Object.values(isObject(item) ? item : {})) {
      if (!isObject(operation)) continue;
      waiting.push(...contentSchemas(behind(operation["requestBody"], document.root), "result"));
    }
  }
  const stack: { readonly value: Json; readonly way: Way }[] = waiting.map(({ schema, way }) => ({
    value: schema,
    way,
  }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const schema = behind(next.value, document.root);
    if (schema === undefined) continue;
    const known = ways.get(schema) ?? new Set<Way>();
    if (known.has(next.way)) continue;
    known.add(next.way);
    ways.set(schema, known);
    const { way } = next;
    for (const { value } of childrenOf(schema, undefined)) {
      if (!isOneWay(behind(value, document.root), value)) stack.push({ value, way });
    }
  }
  return ways;
}
