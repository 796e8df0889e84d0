import { join } from "node:path";
import ts from "typescript";

/** No file is here: only the program knows them. */
const ROOT = join(import.meta.dirname, "in-memory");

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // The web's own types are large, and no schema uses them.
  lib: ["lib.es2022.d.ts"],
  types: [],
};

/** The standard library is the same in every program. */
const library = new Map<string, ts.SourceFile>();

/** A program of sources that are not on disk: relative path → text. */
export function programOf(sources: ReadonlyMap<string, string>): ts.Program {
  const texts = new Map(Array.from(sources, ([path, text]) => [join(ROOT, path), text]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  return ts.createProgram([...texts.keys()], OPTIONS, {
    ...host,
    directoryExists: () => true,
    fileExists: (path) => texts.has(path) || fileExists(path),
    readFile: (path) => texts.get(path) ?? readFile(path),
    getSourceFile(path, ...rest) {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
      const file = library.get(path) ?? getSourceFile(path, ...rest);
      if (file !== undefined) library.set(path, file);
      return file;
    },
  });
}

/** What a module of such a program exports by that name. */
export function exportedSymbol(program: ts.Program, path: string, name: string): ts.Symbol {
  const file = program.getSourceFile(join(ROOT, path));
  const checker = program.getTypeChecker();
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const found = exported.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${path} exports no ${name}`);
  return found;
}
