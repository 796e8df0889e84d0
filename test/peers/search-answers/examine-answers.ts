import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { compileInput, readInput } from "../../../src/cli/input.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { readAssets } from "../../../src/output/assets.js";
import type { Api } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createSearch } from "../../../src/runtime/search/answer.js";
import { decodeIndex } from "../../../src/runtime/search/format.js";
import type { AnsweredRequest } from "./answered-request.js";

/** What one answer was good for. */
export interface ExaminedAnswer {
  readonly request: string;
  /** The operations that the snippet calls; none where there is no snippet. */
  readonly called: readonly string[];
  /** Those of them whose signature with its result the answer does not have. */
  readonly notFound: readonly string[];
  /** Names of the API that the snippet uses and the answer does not say. */
  readonly notSaid: readonly string[];
  /** What TypeScript says of the snippet against the package's schema. */
  readonly typeErrors: readonly string[];
  /** What the reader lacked, where there is no snippet. */
  readonly lacks: string;
}

/** Compiles a document once into `folder`, asks its search each request, and checks each snippet against answer and schema. */
export async function examineAnswers(
  file: string,
  folder: string,
  requests: readonly AnsweredRequest[],
): Promise<readonly ExaminedAnswer[]> {
  const { api, index } = await compiled(file, folder);
  const search = createSearch(createLookup(api), decodeIndex(index));
  const files = requests.map(({ snippet }, at) => {
    const path = join(folder, "schema", `snippet-${at}.ts`);
    writeFileSync(path, moduleText(api, snippet ?? ""));
    return path;
  });
  const program = ts.createProgram(files, SETTINGS);
  return requests.map(({ request, snippet, lacks = "" }, at) => {
    const source = program.getSourceFile(files[at] ?? "");
    if (snippet === undefined || source === undefined)
      return { request, called: [], notFound: [], notSaid: [], typeErrors: [], lacks };
    const answer = search.answer({ query: request });
    const called = calledOperations(api, snippet);
    return {
      request,
      called,
      notFound: called.filter((id) => !hasSignature(answer, `${api.name}.${id}`)),
      notSaid: namesOfTheApi(source, program).filter((name) => !hasWord(answer, name)),
      typeErrors: ts
        .getPreEmitDiagnostics(program, source)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
      lacks,
    };
  });
}

/** As a snippet is checked before it runs: strict in what concerns the API, without what a snippet cannot know of. */
const SETTINGS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

async function compiled(
  file: string,
  folder: string,
): Promise<{ readonly api: Api; readonly index: string }> {
  const diagnostics = new Diagnostics(file);
  const assets = { ...readAssets(), runtime: [] };
  const { api, files } = await compileInput(
    await readInput(file, {}, diagnostics),
    assets,
    diagnostics,
  );
  rmSync(folder, { recursive: true, force: true });
  for (const { path, content } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  const index = files.find(({ path }) => path === "index.json")?.content;
  if (typeof index !== "string") throw new Error(`${file}: the package has no index`);
  return { api, index };
}

function moduleText({ name, typeName }: Api, snippet: string): string {
  return `import type { ${typeName} } from "./index.js";
declare const ${name}: ${typeName};
export async function snippet() {
${snippet}
}
`;
}

function calledOperations(api: Api, snippet: string): readonly string[] {
  const calls = snippet.matchAll(new RegExp(`\\b${api.name}\\.(\\w+\\.\\w+)\\(`, "g"));
  return [...new Set([...calls].map(([, id = ""]) => id))];
}

/** Arguments and result, in one or several lines. */
function hasSignature(answer: string, call: string): boolean {
  const at = answer.indexOf(`\n${call}(`);
  return at >= 0 && (answer.slice(at).split("\n\n", 1)[0] ?? "").includes("): Promise<");
}

function hasWord(answer: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])${word.replaceAll("$", "\\$")}(?![\\w$])`).test(answer);
}

/** Names in a snippet that are neither JavaScript's nor its own. */
function namesOfTheApi(source: ts.SourceFile, program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker();
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name =
      ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node) ? node.name : undefined;
    if (name !== undefined && ts.isIdentifier(name) && isOfTheApi(name, node)) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  const isOfTheApi = (name: ts.Identifier, node: ts.Node): boolean => {
    if (ts.isPropertyAssignment(node)) {
      const type = ts.isObjectLiteralExpression(node.parent)
        ? checker.getContextualType(node.parent)
        : undefined;
      return (type?.getProperty(name.text)?.declarations ?? []).some(isDeclaredThere);
    }
    return (checker.getSymbolAtLocation(name)?.declarations ?? []).some(isDeclaredThere);
  };
  const isDeclaredThere = (declaration: ts.Node): boolean => {
    const file = declaration.getSourceFile();
    return file !== source && !program.isSourceFileDefaultLibrary(file);
  };
  visit(source);
  return [...names];
}
