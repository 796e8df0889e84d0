// Prints every operation of an OpenAPI document (2.0 to 3.2) as `METHOD /path`, one a line, sorted. It reads the raw
// document and shares no code with the compiler, so that the two can disagree: node raw-operations.mjs openapi.yaml
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { load } from "js-yaml";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Parsed files by their absolute path. @type {Map<string, any>} */
const files = new Map();

/** @param {string} file */
function parsed(file) {
  const known = files.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, "utf8");
  const value = text.trimStart().startsWith("{") ? JSON.parse(text) : load(text);
  files.set(file, value);
  return value;
}

/** What a `$ref` in `file` names, with the file that it stands in. @param {string} file @param {string} reference */
function target(file, reference) {
  const [path = "", pointer = ""] = reference.split("#");
  const other = path === "" ? file : resolve(dirname(file), path);
  let value = parsed(other);
  for (const step of pointer.split("/").slice(1))
    value = value?.[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")];
  return { file: other, value };
}

/** The methods of a path item, those of what it refers to among them. @param {string} file @param {any} item @returns {string[]} */
function methodsOf(file, item, hops = 0) {
  if (item === null || typeof item !== "object") return [];
  const own = METHODS.filter((method) => Object.hasOwn(item, method));
  const additional = Object.keys(item.additionalOperations ?? {});
  const found = [...own.map((method) => method.toUpperCase()), ...additional];
  if (typeof item.$ref !== "string" || hops > 10) return found;
  const other = target(file, item.$ref);
  return [...found, ...methodsOf(other.file, other.value, hops + 1)];
}

/** @param {string} file @returns {string[]} `METHOD /path`, sorted, each once. */
export function rawOperations(file) {
  const operations = new Set();
  for (const [path, item] of Object.entries(parsed(resolve(file)).paths ?? {})) {
    if (path.startsWith("x-")) continue;
    for (const method of methodsOf(resolve(file), item)) operations.add(`${method} ${path}`);
  }
  files.clear();
  return [...operations].sort();
}

const [, self, file] = process.argv;
if (file !== undefined && self !== undefined && import.meta.url === pathToFileURL(self).href)
  process.stdout.write(`${rawOperations(file).join("\n")}\n`);
