import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { analyse } from "../../../src/compile.js";
import { configOf } from "../../../src/config/load-config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { pointerKeys } from "../../../src/diagnostics/pointer.js";
import { packageFacts } from "../../../src/emit/package/package-facts.js";
import { emitSchema } from "../../../src/emit/schema/schema.js";
import { load } from "../../../src/load/load.js";
import type { Api } from "../../../src/runtime/api/api.js";
import type { NamedType } from "../../../src/runtime/api/types.js";
import type { Pair } from "./compare.js";

/** The component schemas of a document as ours and theirs declare them, in one program. */
export interface Declared {
  readonly checker: ts.TypeChecker;
  readonly pairs: readonly Pair[];
}

/** Nothing is written: the two sources are files that only the program knows. */
const ROOT = join(import.meta.dirname, "in-memory");
const THEIRS = join(ROOT, "theirs.ts");
const OURS = join(ROOT, "schema/index.ts");

/** Declares the component schemas of a document twice: with our schema emitter, and with openapi-typescript. */
export async function declare(file: string, raw: unknown): Promise<Declared> {
  const diagnostics = new Diagnostics(file);
  const config = configOf({}, {});
  const api = analyse(await load(file, diagnostics), config, diagnostics);
  const sources = new Map([[THEIRS, await openapiTypes(raw)]]);
  for (const { path, content } of emitSchema({ api, package: packageFacts(api, config, "0.0.0") }))
    if (path.startsWith("schema/")) sources.set(join(ROOT, path), String(content));
  const program = ts.createProgram([OURS, THEIRS], OPTIONS, hostOf(sources));
  return { checker: program.getTypeChecker(), pairs: pairsOf(program, api) };
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

async function openapiTypes(raw: unknown): Promise<string> {
  // As text: it would change an object.
  const nodes = await openapiTS(JSON.stringify(raw, withoutMissingExamples), {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
  });
  return astToString(nodes);
}

/** It refuses a document with an example in a file that is not there. Examples say nothing of types. */
function withoutMissingExamples(key: string, value: unknown): unknown {
  return key === "externalValue" ? undefined : value;
}

function hostOf(sources: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  return {
    ...host,
    directoryExists: () => true,
    fileExists: (path) => sources.has(path) || fileExists(path),
    readFile: (path) => sources.get(path) ?? readFile(path),
    getSourceFile(path, ...rest) {
      const text = sources.get(path);
      return text === undefined
        ? getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
    },
  };
}

function pairsOf(program: ts.Program, api: Api): Pair[] {
  const theirs = theirTypes(program);
  return api.types.flatMap((type): Pair[] => {
    const component = componentOf(type);
    const other = component === undefined ? undefined : theirs.get(component);
    if (component === undefined || other === undefined) return [];
    const direction = isRequestVariant(type, component) ? "request" : "response";
    return [{ component, direction, ours: ourType(program, type), theirs: other }];
  });
}

/** The key of the component schema that a type was made of. */
function componentOf({ home, source = "" }: NamedType): string | undefined {
  const keys = pointerKeys(source);
  return home.kind === "models" && keys.length === 3 && source.startsWith("/components/schemas/")
    ? keys[2]
    : undefined;
}

/** What is sent is declared beside what comes back, `Input` appended, where the two differ. */
function isRequestVariant({ name }: NamedType, component: string): boolean {
  return name.endsWith("Input") && !component.toLowerCase().endsWith("input");
}

function ourType(program: ts.Program, { name, home }: NamedType): ts.Type {
  const checker = program.getTypeChecker();
  const module = home.kind === "models" ? `schema/models/${home.module}.ts` : "";
  const symbol = exportsOf(program, join(ROOT, module)).find((each) => each.name === name);
  if (symbol === undefined) throw new Error(`${module} has no ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** Component → what `components["schemas"]` has for it. */
function theirTypes(program: ts.Program): ReadonlyMap<string, ts.Type> {
  const checker = program.getTypeChecker();
  const components = exportsOf(program, THEIRS).find(({ name }) => name === "components");
  if (components === undefined) throw new Error("openapi-typescript declares no components");
  const schemas = checker.getDeclaredTypeOfSymbol(components).getProperty("schemas");
  if (schemas === undefined) return new Map();
  return new Map(
    checker
      .getTypeOfSymbol(schemas)
      .getProperties()
      .map((each) => [
        ts.unescapeLeadingUnderscores(each.escapedName),
        checker.getTypeOfSymbol(each),
      ]),
  );
}

function exportsOf(program: ts.Program, path: string): readonly ts.Symbol[] {
  const file = program.getSourceFile(path);
  const checker = program.getTypeChecker();
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  return module === undefined ? [] : checker.getExportsOfModule(module);
}
