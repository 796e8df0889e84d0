import { setImmediate } from "node:timers/promises";
import type { JsonValue } from "../../runtime/api/types.js";
import { NoOpenapiTypes } from "./no-openapi-types.js";

const INSTALL = "npm install --save-dev openapi-typescript typescript@5";

/**
 * The `paths`, `components` and `operations` of an OpenAPI document, given whole, as openapi-typescript declares them: TypeScript.
 * It is an optional peer, loaded when it is needed, and takes OpenAPI 3 alone.
 * @throws {NoOpenapiTypes}
 */
export async function generateOpenapiTypes(root: {
  readonly [key: string]: JsonValue;
}): Promise<string> {
  const { default: openapiTS, astToString } = await loadPeer();
  if (Object.hasOwn(root, "swagger"))
    throw new NoOpenapiTypes(
      "openapi-typescript does not read Swagger 2.0",
      "Leave out --emit openapi-types, or convert the document to OpenAPI 3.",
    );
  // The peer's parser walks a document in several promises and awaits one: the failures of the others are not news.
  process.on("unhandledRejection", ignore);
  try {
    const text = JSON.stringify(withoutOutsideReferences(root));
    return `// Made by openapi-typescript.\n${astToString(await openapiTS(text, { silent: true }))}`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoOpenapiTypes(
      `openapi-typescript does not take the document: ${reason.split("\n", 1)[0]}`,
      "Correct the document, or leave out --emit openapi-types.",
    );
  } finally {
    await setImmediate();
    process.off("unhandledRejection", ignore);
  }
}

function ignore(): void {}

async function loadPeer(): Promise<typeof import("openapi-typescript")> {
  try {
    return await import("openapi-typescript");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND"))
      throw error;
    throw new NoOpenapiTypes(
      "--emit openapi-types needs openapi-typescript, which is not installed",
      `Run \`${INSTALL}\`.`,
    );
  }
}

/**
 * The peer would read what a reference names, anywhere. All that may be read is in the document already: what leads out of it
 * was refused or is missing, and becomes an empty schema.
 */
function withoutOutsideReferences(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutOutsideReferences);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, target]) => !(key === "$ref" && typeof target === "string" && !target.startsWith("#")),
  );
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutOutsideReferences(part)]));
}
