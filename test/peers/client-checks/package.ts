import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { codemode } from "../../e2e/cli-process.js";
import { filesOf } from "../../e2e/package-files.js";
import { CACHE } from "../corpus.js";

export interface ChecksPackage {
  /** Holds `package/`, as the command line wrote it, and beside it `page.js`, `process.js` and `worker.js`. */
  readonly folder: string;
  /** The JavaScript of the package that a program loads, relative to `folder`. */
  readonly modules: readonly string[];
}

/** Compiles `openapi.yaml` into a package of its own for `platform`, and the checks into modules beside it. */
export async function buildChecksPackage(platform: string): Promise<ChecksPackage> {
  const folder = join(CACHE, "client-checks", platform);
  rmSync(folder, { recursive: true, force: true });
  const document = join(import.meta.dirname, "openapi.yaml");
  const output = join(folder, "package");
  const run = await codemode(["compile", document, "-o", output, "--quiet"]);
  if (run.exitCode !== 0)
    throw new Error(`The document of the checks does not compile: ${run.stderr}`);
  await build({
    entryPoints: ["page.ts", "process.ts", "worker.ts"].map((name) =>
      join(import.meta.dirname, name),
    ),
    outdir: folder,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  cpSync(join(import.meta.dirname, "page.html"), join(folder, "page.html"));
  const modules = filesOf(join(output, "dist")).filter((path) => path.endsWith(".js"));
  return { folder, modules: modules.map((path) => `package/dist/${path}`) };
}
