import { childPointer } from "../../diagnostics/pointer.js";
import { arrayAt, isObject, type JsonObject, objectAt } from "../json.js";
import type { Located } from "../reference.js";
import { subschemas } from "../subschemas.js";

/** The kinds of objects of OpenAPI 3.2 that have rules of their own, or hold others that have. */
export type ObjectKind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "callback"
  | "parameter"
  | "header"
  | "requestBody"
  | "response"
  | "mediaType"
  | "encoding"
  | "example"
  | "link"
  | "server"
  | "serverVariable"
  | "schema";

export interface FoundObject extends Located {
  readonly kind: ObjectKind;
}

type Place = "one" | "list" | "map";
type Field = readonly [kind: ObjectKind, place: Place];
type Fields = { readonly [field: string]: Field };

const DESCRIBED: Fields = {
  schema: ["schema", "one"],
  content: ["mediaType", "map"],
  examples: ["example", "map"],
};

/** Which fields of which kind hold objects, of which kind (OAS 3.2 §4). */
const FIELDS: { readonly [K in ObjectKind]: Fields } = {
  document: {
    servers: ["server", "list"],
    paths: ["pathItem", "map"],
    webhooks: ["pathItem", "map"],
    components: ["components", "one"],
  },
  components: {
    schemas: ["schema", "map"],
    responses: ["response", "map"],
    parameters: ["parameter", "map"],
    examples: ["example", "map"],
    requestBodies: ["requestBody", "map"],
    headers: ["header", "map"],
    links: ["link", "map"],
    callbacks: ["callback", "map"],
    pathItems: ["pathItem", "map"],
    mediaTypes: ["mediaType", "map"],
  },
  pathItem: {
    get: ["operation", "one"],
    put: ["operation", "one"],
    post: ["operation", "one"],
    delete: ["operation", "one"],
    options: ["operation", "one"],
    head: ["operation", "one"],
    patch: ["operation", "one"],
    trace: ["operation", "one"],
    query: ["operation", "one"],
    additionalOperations: ["operation", "map"],
    parameters: ["parameter", "list"],
    servers: ["server", "list"],
  },
  operation: {
    parameters: ["parameter", "list"],
    requestBody: ["requestBody", "one"],
    responses: ["response", "map"],
    callbacks: ["callback", "map"],
    servers: ["server", "list"],
  },
  callback: {},
  parameter: DESCRIBED,
  header: DESCRIBED,
  requestBody: { content: ["mediaType", "map"] },
  response: {
    headers: ["header", "map"],
    content: ["mediaType", "map"],
    links: ["link", "map"],
  },
  mediaType: {
    schema: ["schema", "one"],
    itemSchema: ["schema", "one"],
    examples: ["example", "map"],
    encoding: ["encoding", "map"],
    prefixEncoding: ["encoding", "list"],
    itemEncoding: ["encoding", "one"],
  },
  encoding: {
    headers: ["header", "map"],
    encoding: ["encoding", "map"],
    prefixEncoding: ["encoding", "list"],
    itemEncoding: ["encoding", "one"],
  },
  example: {},
  link: { server: ["server", "one"] },
  server: { variables: ["serverVariable", "map"] },
  serverVariable: {},
  schema: {},
};

/** Every object of a document with the kind that its place gives it, the document first. References are not followed. */
export function* objectsOf(root: JsonObject): Generator<FoundObject> {
  const waiting: FoundObject[] = [{ kind: "document", value: root, pointer: "" }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (isObject(next.value)) waiting.push(...children(next.kind, next.value, next.pointer));
  }
}

function children(kind: ObjectKind, value: JsonObject, pointer: string): FoundObject[] {
  if (kind === "schema")
    return subschemas(value).map((schema) => ({
      kind: "schema",
      value: schema.value,
      pointer: childPointer(pointer, ...schema.keys),
    }));
  // The path items of a callback stand in it directly, by expression.
  if (kind === "callback") return mapped("pathItem", value, pointer);
  return Object.entries(FIELDS[kind]).flatMap(([field, [child, place]]): FoundObject[] => {
    const at = childPointer(pointer, field);
    if (place === "map") return mapped(child, objectAt(value, field) ?? {}, at);
    if (place === "list")
      return arrayAt(value, field).map((item, index) => ({
        kind: child,
        value: item,
        pointer: childPointer(at, index),
      }));
    const only = Object.hasOwn(value, field) ? value[field] : undefined;
    return only === undefined ? [] : [{ kind: child, value: only, pointer: at }];
  });
}

function mapped(kind: ObjectKind, values: JsonObject, pointer: string): FoundObject[] {
  return Object.entries(values).flatMap(([key, value]) =>
    key.startsWith("x-") ? [] : [{ kind, value, pointer: childPointer(pointer, key) }],
  );
}
