import { type Diagnostics, diagnostic, UnusableInput } from "../diagnostics/diagnostic.js";
import type { Document } from "../load/document.js";
import type { JsonValue } from "../runtime/api/types.js";
import { member, objectAt, textAt } from "./json.js";
import type { NormalisedDocument } from "./normalised.js";
import { readOpenApi3 } from "./openapi3/document.js";
import { at, type Located } from "./reference.js";
import { withAbsoluteServers } from "./relative-servers.js";
import { readSwagger2 } from "./swagger2/document.js";
import { tags } from "./tags.js";

/** What stands at the root of a document that describes anything (OAS 3.1 §4.8.1; Swagger 2.0 has `paths` and `definitions`). */
const CONTENT = ["paths", "webhooks", "components", "definitions"];

/**
 * Gives a document OpenAPI 3.1's shapes. What cannot be followed is reported and left out.
 * @throws {UnusableInput} when nothing that a document is made of is there.
 */
export function normalise(document: Document, diagnostics: Diagnostics): NormalisedDocument {
  const { root } = document;
  if (!CONTENT.some((key) => objectAt(root, key) !== undefined))
    throw new UnusableInput(diagnostic("document-empty", document.file, "", {}));
  const version = member(root, "openapi") === undefined ? readSwagger2 : readOpenApi3;
  const content = withAbsoluteServers(version(root, diagnostics), document.base, diagnostics);
  const info = objectAt(root, "info");
  const description = textAt(info, "description");
  return {
    root,
    title: textAt(info, "title") ?? "",
    version: versionText(member(info, "version")),
    ...(description !== undefined && { description }),
    tags: tags(root, diagnostics),
    ...content,
    schemas: [...content.schemas, ...externalSchemas(document)],
  };
}

/** The schemas of other files are named too, after their files. */
function externalSchemas({ root, externalSchemas: pointers }: Document): readonly Located[] {
  return pointers.flatMap((pointer) => at(root, pointer) ?? []);
}

function versionText(version: JsonValue | undefined): string {
  return typeof version === "string" || typeof version === "number" ? String(version) : "";
}
