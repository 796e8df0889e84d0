import template from "codemode:snippet-globals";
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { FileSystem } from "typescript-native/unstable/fs";
import type { Declarations, Opening } from "./messages.js";

/** All files stand below here, on a file system that there is only for the checker. */
export const ROOT = "/codemode";
export const SCHEMA = `${ROOT}/schema/`;
export const GLOBALS = `${ROOT}/globals.d.ts`;
export const SNIPPET = `${ROOT}/snippet.ts`;
export const SETTINGS = `${ROOT}/tsconfig.json`;

/**
 * Ordinary JavaScript must pass: what has no type is `any`, and nothing is refused for what may be `null`, since documents seldom say when it is.
 * The language's newest library is taken, of which the sandbox has the most: what it lacks fails when it runs.
 */
const COMPILER_OPTIONS = {
  target: "es2023",
  lib: ["esnext"],
  types: [],
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  strict: true,
  noImplicitAny: false,
  noImplicitThis: false,
  strictNullChecks: false,
  strictPropertyInitialization: false,
  useUnknownInCatchVariables: false,
  skipLibCheck: true,
  noEmit: true,
};

/** TypeScript's own declarations of the language; nothing else is read from the disk. */
const LIBRARY = /\/lib(?:\.[\w.]+)?\.d\.ts$/;

/** A file system with the schema, the globals and one snippet, which can be replaced. */
export interface SchemaFiles extends FileSystem {
  replaceSnippet(source: string): void;
}

/** @throws what reading the folder throws. */
export function schemaFiles({ declarations, name, typeName }: Opening): SchemaFiles {
  const files = new Map<string, () => string>();
  const folders = new Map<string, { files: string[]; directories: string[] }>();
  let snippet = "";

  const globals = template.replaceAll("{{name}}", name).replaceAll("{{typeName}}", typeName);
  const settings = { compilerOptions: COMPILER_OPTIONS, files: [GLOBALS, SNIPPET] };
  add(SETTINGS, () => JSON.stringify(settings));
  add(GLOBALS, () => globals);
  add(SNIPPET, () => snippet);
  for (const [path, read] of readers(declarations)) add(`${SCHEMA}${path}`, read);

  function add(path: string, read: () => string): void {
    files.set(path, read);
    folderOf(posix.dirname(path)).files.push(posix.basename(path));
  }

  function folderOf(path: string): { files: string[]; directories: string[] } {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const folder = { files: [], directories: [] };
    folders.set(path, folder);
    if (path !== "/") folderOf(posix.dirname(path)).directories.push(posix.basename(path));
    return folder;
  }

  return {
    // `undefined` leaves it to the disk, `null` and `false` say that there is nothing.
    readFile: (path) => (isLibrary(path) ? undefined : (files.get(path)?.() ?? null)),
    fileExists: (path) => (isLibrary(path) ? undefined : files.has(path)),
    directoryExists: (path) => folders.has(path),
    getAccessibleEntries: (path) => folders.get(path) ?? { files: [], directories: [] },
    realpath: (path) => path,
    replaceSnippet(source) {
      snippet = source;
    },
  };
}

function isLibrary(path: string): boolean {
  return LIBRARY.test(path) && !path.startsWith(`${ROOT}/`);
}

/** Path below the schema's folder → its text, read when it is asked for. */
function* readers(declarations: Declarations): Iterable<readonly [string, () => string]> {
  if (declarations.kind === "files") {
    for (const [path, text] of Object.entries(declarations.files)) yield [path, () => text];
    return;
  }
  const { folder } = declarations;
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".d.ts")) continue;
    yield [path.replaceAll("\\", "/"), () => readFileSync(`${folder}/${path}`, "utf8")];
  }
}
