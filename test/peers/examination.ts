import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileInput, readInput } from "../../src/cli/input.js";
import {
  type Code,
  type Diagnostic,
  Diagnostics,
  UnusableInput,
} from "../../src/diagnostics/diagnostic.js";
import type { Assets } from "../../src/emit/assets.js";
import type { OutputFile } from "../../src/emit/emitter.js";
import { readAssets } from "../../src/output/assets.js";
import type { Api } from "../../src/runtime/api/api.js";
import { type PackageSource, readPackageSource } from "./package-source.js";
import { createSharedChecker } from "./shared-checker.js";

/** What one document becomes. */
export type Examination = Compiled | Refused;

export interface Compiled {
  readonly kind: "compiled";
  readonly api: Api;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: PackageSource;
  /** What TypeScript says of the package's schema and declarations. */
  readonly typeErrors: readonly string[];
  /** Paths of the files that differ when it is compiled a second time. */
  readonly unstable: readonly string[];
  /** Paths of the files that differ when the package's `schema/` is compiled. */
  readonly changedByRoundTrip: readonly string[];
  /** What the compiler finds wrong in the `schema/` that it has written. */
  readonly schemaFindings: readonly string[];
}

/** A document that cannot be used: nothing is written. */
export interface Refused {
  readonly kind: "refused";
  readonly code: Code;
  /** What was found on the way, the reason last. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives a function that compiles a document in this process, twice, and its schema once, and writes the package to a
 * folder. What is the same in every package, the bundles, is left out.
 */
export function createExaminer(): (file: string, folder: string) => Promise<Examination> {
  const assets: Assets = { ...readAssets(), runtime: [] };
  const declarations = readAssets().runtime.filter(({ path }) => path.endsWith(".d.ts"));
  const check = createSharedChecker();
  return async (file, folder) => {
    const first = await compiled(file, assets);
    if (first.kind === "refused") return first;
    const second = await compiled(file, assets);
    write(folder, [...first.files, ...declarations]);
    const schema = await compiled(join(folder, "schema"), assets);
    return {
      kind: "compiled",
      api: first.api,
      diagnostics: first.diagnostics,
      source: readPackageSource(folder),
      typeErrors: check(folder),
      unstable: second.kind === "refused" ? ["refused"] : differences(first.files, second.files),
      changedByRoundTrip:
        schema.kind === "refused" ? ["refused"] : differences(first.files, schema.files),
      schemaFindings: schema.diagnostics
        .filter(({ severity }) => severity !== "note")
        .map(({ code, message }) => `${code}: ${message}`),
    };
  };
}

type Attempt =
  | Refused
  | {
      readonly kind: "files";
      readonly api: Api;
      readonly files: readonly OutputFile[];
      readonly diagnostics: readonly Diagnostic[];
    };

async function compiled(path: string, assets: Assets): Promise<Attempt> {
  const diagnostics = new Diagnostics(path);
  try {
    const input = await readInput(path, {}, diagnostics);
    const { api, files } = await compileInput(input, assets, diagnostics);
    return { kind: "files", api, files, diagnostics: diagnostics.all };
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    const { diagnostic } = error;
    return {
      kind: "refused",
      code: diagnostic.code,
      diagnostics: [...diagnostics.all, diagnostic],
    };
  }
}

function write(folder: string, files: readonly OutputFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function differences(one: readonly OutputFile[], other: readonly OutputFile[]): string[] {
  const [left, right] = [contents(one), contents(other)];
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths].filter((path) => left.get(path) !== right.get(path)).sort();
}

function contents(files: readonly OutputFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.map(({ path, content }) => [
      path,
      typeof content === "string" ? content : Buffer.from(content).toString("latin1"),
    ]),
  );
}
