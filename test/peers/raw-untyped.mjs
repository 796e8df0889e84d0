// Prints how many places of an OpenAPI 3 document say nothing of a type: no schema, an empty one, an object without
// properties, an array without items, values of any type allowed beside the properties. Each component schema counts
// once, everything inline as often as an operation uses it. It shares no code with the compiler.
import { readFileSync } from "node:fs";
import { load } from "js-yaml";

const text = readFileSync(process.argv[2] ?? "", "utf8");
const document = text.trimStart().startsWith("{") ? JSON.parse(text) : load(text);
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** @param {any} value @returns {any} */
function follow(value) {
  let node = value;
  for (let hops = 0; hops < 20 && typeof node?.$ref === "string"; hops += 1) {
    const steps = node.$ref
      .split("/")
      .slice(1)
      .map((/** @type {string} */ step) => decodeURIComponent(step));
    node = document;
    for (const step of steps) node = node?.[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return node;
}

const TYPING = [
  "$ref",
  "allOf",
  "oneOf",
  "anyOf",
  "enum",
  "const",
  "type",
  "properties",
  "items",
  "additionalProperties",
];

/** True for a schema with nothing but words: a description, `nullable`, an example. @param {any} schema */
function saysNothing(schema) {
  return (
    schema === undefined ||
    schema === true ||
    (typeof schema === "object" && !TYPING.some((key) => schema?.[key] !== undefined))
  );
}

/** @param {any} schema @returns {number} */
function untyped(schema) {
  if (saysNothing(schema)) return 1;
  if (schema === null || typeof schema !== "object") return 0;
  if (schema.$ref !== undefined) return follow(schema) === undefined ? 1 : 0;
  const {
    allOf = [],
    oneOf = [],
    anyOf = [],
    prefixItems = [],
    additionalProperties: extra,
  } = schema;
  const types = [schema.type ?? []].flat();
  const properties = Object.values(schema.properties ?? {});
  const bare =
    properties.length === 0 &&
    extra === undefined &&
    ["allOf", "oneOf", "anyOf", "enum"].every((key) => schema[key] === undefined);
  let count = extra === true || (bare && types.includes("object")) ? 1 : 0;
  if (extra !== null && typeof extra === "object") count += untyped(extra);
  if (schema.items !== undefined || (types.includes("array") && prefixItems.length === 0))
    count += untyped(schema.items);
  // A member of `allOf` that says nothing adds nothing, unless no other says anything.
  const parts = allOf.filter((/** @type {any} */ part) => !saysNothing(part));
  if (allOf.length > 0 && parts.length === 0 && properties.length === 0) count += 1;
  return [...properties, ...parts, ...oneOf, ...anyOf, ...prefixItems].reduce(
    (sum, one) => sum + untyped(one),
    count,
  );
}

/** @param {any} content @returns {number} */
function untypedContent(content) {
  return Object.values(content ?? {}).reduce((sum, media) => sum + untyped(media.schema), 0);
}

let count = 0;
for (const schema of Object.values(document.components?.schemas ?? {})) count += untyped(schema);
for (const item of Object.values(document.paths)) {
  for (const method of methods) {
    const operation = item[method];
    if (operation === undefined) continue;
    for (const reference of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
      const parameter = follow(reference) ?? {};
      count += parameter.content ? untypedContent(parameter.content) : untyped(parameter.schema);
    }
    count += untypedContent(follow(operation.requestBody)?.content);
    for (const response of Object.values(operation.responses ?? {}))
      count += untypedContent(follow(response)?.content);
  }
}
process.stdout.write(`${count}\n`);
