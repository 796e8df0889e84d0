import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

// Imports run one way (docs/architecture.md): a part may use what stands to the right of it, and nothing else.

const SOURCE = join(import.meta.dirname, "../../src");

/** Part → the parts it may import. `formats` are the files of `runtime/` that the compiler writes data for. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "cli/": [
    "compile.ts",
    "load/",
    "overlay/",
    "normalise/",
    "ir/",
    "emit/",
    "read/",
    "output/",
    "budget/",
    "diff/",
    "evaluation/",
    "review/",
    "config/",
    "config.ts",
    "diagnostics/",
    "runtime/",
  ],
  "compile.ts": [
    "load/",
    "normalise/",
    "ir/",
    "emit/",
    "read/",
    "output/",
    "budget/",
    "review/",
    "config.ts",
    "diagnostics/",
    "formats",
  ],
  "evaluation/": ["diagnostics/", "runtime/"],
  "diff/": ["ir/", "emit/", "budget/", "evaluation/", "review/", "formats"],
  "config/": [
    "config.ts",
    "budget/",
    "diff/",
    "evaluation/",
    "review/",
    "load/",
    "ir/",
    "diagnostics/",
    "formats",
  ],
  "output/": ["emit/", "diagnostics/", "formats"],
  "emit/": ["ir/", "formats"],
  "read/": ["ir/", "emit/", "config.ts", "diagnostics/", "formats"],
  "budget/": ["ir/", "emit/", "evaluation/", "runtime/"],
  "ir/": ["normalise/", "load/", "config.ts", "diagnostics/", "formats"],
  "normalise/": ["load/", "diagnostics/", "formats"],
  "overlay/": ["load/", "diagnostics/", "formats"],
  "load/": ["diagnostics/", "formats"],
  "diagnostics/": ["load/", "formats"],
  "review/": ["ir/", "formats"],
  "config.ts": ["budget/", "evaluation/", "review/", "formats"],
  "runtime/": ["formats"],
};

/** Files of `runtime/` that the compiler uses too: shapes, codecs and rules that both sides must agree on. */
const SHARED: Readonly<Record<string, RegExp>> = {
  formats:
    /^runtime\/(api|tokens)\/|^runtime\/search\/(block|finders|format|phrases|plain-text|postings|signature|stem|tokenise|type-text)\.ts$|^runtime\/broker\/(credential-headers|variables|policy)\.ts$|^runtime\/mcp\/spec-text\.ts$|^runtime\/mcp\/(api-surface|surface-facts)\.ts$/,
};

/** What the portable runtime may take from npm: all of it is bundled and runs in a Worker. */
const PORTABLE_PACKAGES: readonly string[] = [
  "@modelcontextprotocol/server",
  "acorn",
  "acorn-walk",
  "quickjs-wasi",
  "eventsource-parser",
  "sucrase",
  "whatwg-url-minimum",
];

/** Folders of the runtime that run in one place only. */
const PLATFORMS: readonly string[] = ["runtime/node/", "runtime/worker/"];

/** What a Worker may import besides: Cloudflare's own, and what our build puts in or lays beside it. */
const OF_WORKERS = /^(cloudflare|codemode|package):/;

interface Import {
  readonly file: string;
  readonly specifier: string;
}

const imports = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap(importsOf);

describe("the architecture", () => {
  it("is read from real imports", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it("lets every part import only what its row allows", () => {
    const wrong = imports.filter(({ file, specifier }) => {
      if (!specifier.startsWith(".")) return false;
      const target = targetOf(file, specifier);
      const from = partOf(file);
      const to = partOf(target);
      if (from === to) return false;
      const allowed = MAY_IMPORT[from] ?? [];
      return !allowed.some((name) => name === to || SHARED[name]?.test(target));
    });
    expect(wrong).toEqual([]);
  });

  it("knows every part", () => {
    const parts = new Set(imports.map(({ file }) => partOf(file)));
    expect([...parts].filter((part) => MAY_IMPORT[part] === undefined)).toEqual([]);
  });

  it("keeps the portable runtime off Node and off Workers, and these off each other", () => {
    const wrong = imports.filter(({ file, specifier }) => {
      if (!file.startsWith("runtime/")) return false;
      const platform = platformOf(file);
      if (specifier.startsWith(".")) {
        const target = platformOf(targetOf(file, specifier));
        return target !== undefined && target !== platform;
      }
      if (platform === "runtime/node/") return false;
      if (platform === "runtime/worker/" && OF_WORKERS.test(specifier)) return false;
      return !PORTABLE_PACKAGES.includes(packageOf(specifier));
    });
    expect(wrong).toEqual([]);
  });

  it("names Node's modules with node:", () => {
    expect(imports.filter(({ specifier }) => builtinModules.includes(specifier))).toEqual([]);
  });

  it("has no import cycle between files", () => {
    expect(cycleIn(imports)).toBeUndefined();
  });
});

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(SOURCE, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) => ({
    file: file.replaceAll("\\", "/"),
    specifier: fileName,
  }));
}

function targetOf(file: string, specifier: string): string {
  const target = relative(SOURCE, join(SOURCE, dirname(file), specifier)).replaceAll("\\", "/");
  return target.replace(/\.js$/, ".ts");
}

/** The folder of `src`, with a slash, or the file that stands there alone. */
function partOf(file: string): string {
  const slash = file.indexOf("/");
  return slash < 0 ? file : file.slice(0, slash + 1);
}

function platformOf(file: string): string | undefined {
  return PLATFORMS.find((folder) => file.startsWith(folder));
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** A cycle of files that import each other, as the path around it. */
function cycleIn(all: readonly Import[]): string[] | undefined {
  const graph = new Map<string, string[]>();
  for (const { file, specifier } of all) {
    if (!specifier.startsWith(".")) continue;
    graph.set(file, [...(graph.get(file) ?? []), targetOf(file, specifier)]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
