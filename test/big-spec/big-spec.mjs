import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dialects } from "./dialect.mjs";
import { operationsOf } from "./operations.mjs";
import { resources } from "./resource.mjs";
import { resourceSchemas, sharedSchemas } from "./schemas.mjs";

/**
 * An OpenAPI document with exactly `count` operations, the same on every machine: nested resources under many tags,
 * six styles of operationId (and none), component schemas with references, cycles, `allOf`, enums and unions.
 *
 * @param {number} count
 * @param {string} [version] "3.0" or "3.1".
 * @returns {Record<string, unknown>}
 */
export function bigSpec(count, version = "3.0") {
  const dialect = dialects[version];
  if (dialect === undefined) throw new RangeError(`no such version of OpenAPI: ${version}`);
  const all = resources(count / 5 + 8);
  /** @type {Record<string, Record<string, unknown>>} */
  const paths = {};
  /** @type {Record<string, unknown>} */
  const schemas = sharedSchemas(dialect);
  const tags = new Map();
  let left = count;
  for (const resource of all) {
    if (left === 0) break;
    for (const { path, method, operation } of operationsOf(resource).slice(0, left)) {
      paths[path] ??= {};
      Object.assign(paths[path], { [method]: operation });
      left -= 1;
    }
    const parent = resource.parent;
    for (const [name, schema] of resourceSchemas(resource, undefined, dialect))
      schemas[name] = schema;
    // The last child of a resource is also what its newest child is typed with: parent and child contain each other.
    if (parent !== undefined) {
      for (const [name, schema] of resourceSchemas(parent, resource, dialect))
        schemas[name] = schema;
    }
    tags.set(resource.tag, {
      name: resource.tag,
      description: `Everything about ${resource.tag.toLowerCase()}.`,
    });
  }
  return {
    openapi: dialect.openapi,
    info: { title: "Everything API", version: "1.0.0", description: "A large, invented API." },
    servers: [{ url: "https://api.example.com" }],
    security: [{ bearer: [] }],
    tags: [...tags.values()],
    paths,
    components: { schemas, ...sharedComponents() },
  };
}

function sharedComponents() {
  const failure = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  return {
    parameters: {
      Cursor: {
        name: "cursor",
        in: "query",
        description: "Where to go on: `next_cursor` of the last page.",
        schema: { type: "string" },
      },
      Limit: {
        name: "limit",
        in: "query",
        description: "How many to return.",
        schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
      },
      Expand: {
        name: "expand",
        in: "query",
        description: "Properties to return whole instead of by id.",
        schema: { type: "array", items: { type: "string" } },
      },
      IdempotencyKey: {
        name: "Idempotency-Key",
        in: "header",
        description: "Any unique text; a repeated call with it does nothing new.",
        schema: { type: "string", maxLength: 64 },
      },
    },
    headers: {
      RequestId: { description: "Id of the request, for support.", schema: { type: "string" } },
    },
    responses: {
      NotFound: {
        description: "There is no such thing, or the caller may not see it.",
        content: failure,
      },
      Failure: { description: "The call failed.", content: failure },
    },
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "header", name: "X-Api-Key" },
    },
  };
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  const [count = "3000", version] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(bigSpec(Number(count), version))}\n`);
}
