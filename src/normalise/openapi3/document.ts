import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { arrayAt, type JsonObject, member, objectAt } from "../json.js";
import type { Dialect, NormalisedDocument } from "../normalised.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";
import { checkObjects } from "./check.js";
import { pathItems } from "./path-item.js";
import { servers } from "./servers.js";
import { webhooks } from "./webhooks.js";

/** What a version of OpenAPI has in its own way. */
export type DocumentContent = Omit<
  NormalisedDocument,
  "root" | "title" | "version" | "description" | "tags"
>;

/** OpenAPI 3.0, 3.1 and 3.2. */
export function readOpenApi3(root: JsonObject, diagnostics: Diagnostics): DocumentContent {
  const version = String(member(root, "openapi") ?? "");
  if (version.startsWith("3.2")) checkObjects(root, diagnostics);
  const operations = pathItems(root, diagnostics);
  return {
    dialect: dialectOf(version),
    servers: servers({ value: root, pointer: "" }, diagnostics) ?? [],
    security: arrayAt(root, "security"),
    securitySchemes: securitySchemes(root, diagnostics),
    schemas: schemas(root),
    operations,
    webhooks: webhooks(root, operations, diagnostics),
  };
}

function dialectOf(version: string): Dialect {
  return version.startsWith("3.0") ? "3.0" : "3.1";
}

function schemas(root: JsonObject): Located[] {
  return Object.entries(objectAt(objectAt(root, "components"), "schemas") ?? {}).map(
    ([name, value]) => ({ value, pointer: childPointer("/components/schemas", name) }),
  );
}

function securitySchemes(
  root: JsonObject,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Located<JsonObject>> {
  const found = new Map<string, Located<JsonObject>>();
  for (const [name, value] of Object.entries(
    objectAt(objectAt(root, "components"), "securitySchemes") ?? {},
  )) {
    const pointer = childPointer("/components/securitySchemes", name);
    const located = resolve(root, { value, pointer }, diagnostics);
    if (located !== undefined) found.set(name, located);
  }
  return found;
}
