import type { ts } from "ts-morph";
import type { Code, Diagnostics, Parameters } from "../diagnostics/diagnostic.js";
import { createLines, type Lines } from "../diagnostics/lines.js";
import type { SourceFile } from "./source-files.js";
import type { TypeScript } from "./typescript.js";

/** One parsed module of a schema, and how to report about a place of it. */
export interface Module {
  readonly ts: TypeScript;
  /** As `SourceFile.path`. */
  readonly path: string;
  readonly file: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
  /** Where a node begins, comments not counted; or the offset itself. */
  lineOf(at: ts.Node | number): number;
  report<C extends Code>(code: C, at: ts.Node | number, parameters: Parameters<C>): void;
}

/** Parses one file; what is no TypeScript is reported and does not stop. */
export function parseModule(
  typescript: TypeScript,
  { path, file, text }: SourceFile,
  diagnostics: Diagnostics,
): Module {
  const syntax = typescript.createSourceFile(
    file,
    text,
    { languageVersion: typescript.ScriptTarget.ES2023, jsDocParsingMode: NO_JSDOC },
    false,
    typescript.ScriptKind.TS,
  );
  let lines: Lines | undefined;
  const placeOf = (at: ts.Node | number) => {
    lines ??= createLines(text);
    return lines.place(typeof at === "number" ? at : at.getStart(syntax));
  };
  const module: Module = {
    ts: typescript,
    path,
    file,
    text,
    syntax,
    lineOf: (at) => placeOf(at).line,
    report: (code, at, parameters) => diagnostics.reportIn(file, code, placeOf(at), parameters),
  };
  for (const { start, message } of syntaxErrors(syntax)) {
    module.report("schema-syntax", start, { message });
  }
  return module;
}

/** `ts.JSDocParsingMode.ParseNone`: comments are read by our own rules. */
const NO_JSDOC: ts.JSDocParsingMode = 1;

function syntaxErrors(
  syntax: ts.SourceFile,
): readonly { readonly start: number; readonly message: string }[] {
  // The parser keeps its errors on the file; only a program, which needs a whole project, has a public way to them.
  const found: unknown = Reflect.get(syntax, "parseDiagnostics");
  if (!Array.isArray(found)) return [];
  return found.slice(0, 20).map((one: { start: number; messageText: unknown }) => ({
    start: one.start,
    message: typeof one.messageText === "string" ? one.messageText : "syntax error",
  }));
}
