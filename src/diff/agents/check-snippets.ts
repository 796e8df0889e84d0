import { Project, ts } from "ts-morph";
import { emitSchema } from "../../emit/schema/schema.js";
import type { Api } from "../../runtime/api/api.js";
import { type SnippetForm, snippetModule } from "./snippet-module.js";
import type { SavedSnippet, SnippetChanges, SnippetError } from "./snippets.js";

/** Errors that are kept of one snippet. */
const KEPT_ERRORS = 5;

/** `lib.dom` stands for the globals that the sandbox has of it. Strict about the API, not about a snippet's own looseness. */
const SETTINGS = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
  skipLibCheck: true,
  noEmit: true,
} satisfies ts.CompilerOptions;

/**
 * Type-checks snippets against the schemas of both versions, in memory and without running them: one program for both, since the
 * libraries of TypeScript are most of its work. Loads TypeScript, so load this when there are snippets.
 */
export function checkSnippets(
  before: Api,
  after: Api,
  snippets: readonly SavedSnippet[],
): SnippetChanges {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: SETTINGS });
  const earlier = addVersion(project, "/before", before, snippets);
  const later = addVersion(project, "/after", after, snippets);
  const program = project.getProgram().compilerObject;
  const checked = snippets.map(({ file }, at) => ({
    file,
    earlier: errorsIn(program, earlier[at] ?? ""),
    errors: errorsIn(program, later[at] ?? ""),
  }));
  return {
    checked: snippets.length,
    broken: checked
      .filter((one) => one.earlier.length === 0 && one.errors.length > 0)
      .map(({ file, errors }) => ({ file, errors: errors.slice(0, KEPT_ERRORS) })),
    failedBefore: checked.filter((one) => one.earlier.length > 0).length,
  };
}

/** Adds the schema of a version with the snippets beside it; gives the paths of the snippets. */
function addVersion(
  project: Project,
  folder: string,
  api: Api,
  snippets: readonly SavedSnippet[],
): readonly string[] {
  const facts = { name: "schema", version: "0.0.0", license: "", compilerVersion: "" };
  for (const { path, content } of emitSchema({ api, package: facts })) {
    if (!path.startsWith("schema/") || typeof content !== "string") continue;
    project.createSourceFile(`${folder}/${path}`, content);
  }
  return snippets.map(({ text }, at) => {
    // No module of a schema has a name with `$`.
    const path = `${folder}/schema/snippet$${at}.ts`;
    project.createSourceFile(path, snippetModule(api, text, formOf(text)));
    return path;
  });
}

/** The first way to read a snippet in which it has no syntax error; where all have one, the usual way. */
function formOf(text: string): SnippetForm {
  const forms = likeliestForms(text);
  const scope = { name: "client", typeName: "Client" };
  return (
    forms.find((form) => {
      const { diagnostics } = ts.transpileModule(snippetModule(scope, text, form), {
        reportDiagnostics: true,
        compilerOptions: { target: SETTINGS.target, module: SETTINGS.module },
      });
      return diagnostics?.length === 0;
    }) ?? "body"
  );
}

function likeliestForms(text: string): readonly SnippetForm[] {
  if (/^[ \t]*export\s+(?:default\b|\{|async\b|const\b|function\b)/m.test(text)) return ["module"];
  const opensExpression = /^\s*(?:\{|(?:async\s+)?function\s*\*?\s*\()/.test(text);
  return opensExpression ? ["expression", "body"] : ["body", "expression"];
}

function errorsIn(program: ts.Program, path: string): readonly SnippetError[] {
  const source = program.getSourceFile(path);
  if (source === undefined) throw new Error(`${path} is not in the program`);
  const syntax = program.getSyntacticDiagnostics(source);
  const found = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(source);
  return found.map(({ start = 0, messageText }) => ({
    // The first line of the module is ours, and lines of TypeScript count from 0.
    line: source.getLineAndCharacterOfPosition(start).line,
    message: typeof messageText === "string" ? messageText : messageText.messageText,
  }));
}
