import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createClient } from "../../src/runtime/client/client.js";
import { OPENAPI, SWAGGER } from "../peers/requests/fixtures.js";
import { proveRequests } from "../peers/requests/prove.js";
import { failureText } from "../peers/requests/report.js";

const FOLDER = join(import.meta.dirname, "../../.tmp/wire");

// Every style and every kind of body, as `npm run test:peers` proves it of real documents: what came over the wire, read with
// the document alone, is what the client's methods were called with.
describe.each([
  ["OpenAPI 3.1", "openapi", OPENAPI],
  ["Swagger 2.0", "swagger", SWAGGER],
])("requests to an API of %s", (_, name, document) => {
  it("say exactly what every operation was called with", async () => {
    mkdirSync(FOLDER, { recursive: true });
    const file = join(FOLDER, `${name}.json`);
    writeFileSync(file, JSON.stringify(document));
    const proof = await proveRequests(file, join(FOLDER, name), createClient);
    expect(proof.failures.map(failureText)).toEqual([]);
    expect(proof.operations).toBe(Object.keys(document.paths).length);
  });
});
