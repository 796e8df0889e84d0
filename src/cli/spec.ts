import { loadConfig } from "../config/load-config.js";
import type { Config } from "../config.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Document } from "../load/document.js";
import { load } from "../load/load.js";
import { applyOverlays } from "../overlay/apply.js";
import { readOverlay } from "../overlay/overlay.js";
import type { SpecOptions } from "./spec-options.js";

/** What is compiled. */
export interface Spec {
  readonly document: Document;
  readonly config: Config;
}

/**
 * Reads a document with all it is made of, its configuration, and the overlays of both: the configuration's first, then the flags'.
 * @throws {UnusableInput} for the document, {ConfigurationError} for the others.
 */
export async function readSpec(
  specPath: string,
  { config: configPath, name, overlay = [], allowExternalRefs }: SpecOptions,
  diagnostics: Diagnostics,
): Promise<Spec> {
  const document = await load(specPath, diagnostics, {
    externalReferences: allowExternalRefs ? "allow" : "refuse",
  });
  const config = await loadConfig({
    specPath,
    ...(configPath !== undefined && { configPath }),
    flags: { ...(name !== undefined && { name }) },
  });
  const overlays = await Promise.all([...config.overlays, ...overlay].map(readOverlay));
  return { document: applyOverlays(document, overlays, diagnostics), config };
}
