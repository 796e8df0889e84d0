// Prints how many places of an OpenAPI 3 document say nothing of a type: no schema, an empty one, an object without
// properties, an array without items, values of any type allowed beside the properties. Each component schema counts
// once, everything inline as often as an operation uses it. It shares no code with the compiler.
import { readFileSync } from "node:fs";
import { load } from "js-yaml";

const text = readFileSync(process.argv[2] ?? "", "utf8");
const document = text.trimStart().startsWith("{") ? JSON.parse(text) : load(text);
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const COMPOSED = ["$ref", "allOf", "oneOf", "anyOf", "enum", "const"];

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

/** @param {any} schema @returns {number} */
function untyped(schema) {
  if (schema === undefined || schema === true) return 1;
  if (schema === null || typeof schema !== "object") return 0;
  if (schema.$ref !== undefined) return follow(schema) === undefined ? 1 : 0;
  const composed = COMPOSED.some((key) => schema[key] !== undefined);
  const types = [schema.type ?? []].flat();
  const properties = Object.values(schema.properties ?? {});
  const extra = schema.additionalProperties;
  let count = 0;
  if (
    !composed &&
    types.length === 0 &&
    properties.length === 0 &&
    !schema.items &&
    typeof extra !== "object"
  )
    count += 1;
  if (types.includes("array") && !schema.prefixItems) count += untyped(schema.items);
  else if (schema.items) count += untyped(schema.items);
  if (types.includes("object") && properties.length === 0 && typeof extra !== "object") count += 1;
  else if (extra === true) count += 1;
  if (extra !== null && typeof extra === "object") count += untyped(extra);
  const inner = [
    ...properties,
    ...(schema.allOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.prefixItems ?? []),
  ];
  return inner.reduce((sum, one) => sum + untyped(one), count);
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
