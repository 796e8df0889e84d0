import { type Diagnostic, Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { normalise } from "../../../src/normalise/normalise.js";
import type { NormalisedDocument } from "../../../src/normalise/normalised.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";

export type Root = { readonly [key: string]: JsonValue };

/** A document as the real normaliser leaves it, and what it reported. */
export function normalised(root: Root): {
  readonly document: NormalisedDocument;
  readonly found: readonly Diagnostic[];
} {
  const diagnostics = new Diagnostics("openapi.json");
  const source = { file: "openapi.json", format: "json", text: JSON.stringify(root) } as const;
  const origin = (pointer: string) => ({ source, pointer });
  const document = normalise(
    { ...source, root, sha256: "", sources: [source], externalSchemas: [], origin },
    diagnostics,
  );
  return { document, found: diagnostics.all };
}

/** `code pointer` of each finding. */
export function places(found: readonly Diagnostic[]): string[] {
  return found.map(({ code, pointer }) => `${code} ${pointer}`);
}
