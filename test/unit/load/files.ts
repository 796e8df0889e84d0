import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { createPlaceOf } from "../../../src/diagnostics/places.js";
import type { Document } from "../../../src/load/document.js";
import { type LoadOptions, load } from "../../../src/load/load.js";

/** Writes files into a folder of their own, which goes when the test ends, and gives the folder. */
export async function folderOf(files: { readonly [path: string]: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "codemode-load-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

export interface Loaded {
  readonly document: Document;
  readonly diagnostics: Diagnostics;
  /** Warnings and errors, as `code file:line`, the file relative to the folder. */
  readonly found: () => readonly string[];
}

export async function loadFrom(
  folder: string,
  entry = "openapi.yaml",
  options: LoadOptions = { externalReferences: "refuse" },
): Promise<Loaded> {
  const path = join(folder, entry);
  const diagnostics = new Diagnostics(path);
  const document = await load(path, diagnostics, options);
  const placeOf = createPlaceOf(document);
  const found = (): readonly string[] =>
    diagnostics.all
      .filter(({ severity }) => severity !== "note")
      .map((each) => {
        const { file, line } = { line: undefined, ...each, ...placeOf(each) };
        return `${each.code} ${file.replace(`${folder}/`, "")}:${line}`;
      });
  return { document, diagnostics, found };
}
