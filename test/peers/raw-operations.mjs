// Prints every operation of an OpenAPI document as `METHOD /path`, one a line, sorted. It reads the raw document and
// shares no code with the compiler, so that the two can disagree: node raw-operations.mjs openapi.yaml[.gz]
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { load } from "js-yaml";

const file = process.argv[2] ?? "";
const bytes = readFileSync(file);
const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
const document = text.trimStart().startsWith("{") ? JSON.parse(text) : load(text);

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  methods
    .filter((method) => item[method] !== undefined)
    .map((method) => `${method.toUpperCase()} ${path}`),
);
process.stdout.write(`${operations.sort().join("\n")}\n`);
