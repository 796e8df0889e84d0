import type { ExportDefaultDeclaration, ExportNamedDeclaration, Program } from "acorn";

/** A replacement of a stretch of the code; line ends in it are kept, so that lines stay the author's. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type TopLevel = Program["body"][number];

/**
 * The body of an async function that does what the program means: a lone function and a default export are called;
 * an expression as the last statement is returned, since `return` is easily forgotten.
 */
export function formBody(program: Program, code: string): string {
  const name = unusedName(code);
  const edits: Edit[] = [];
  let exported: string | undefined;
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      exported = declareDefault(statement, name, edits);
    } else if (statement.type === "ExportNamedDeclaration") {
      exported = defaultSpecifier(statement) ?? exported;
      edits.push(withoutExport(statement));
    }
  }
  const ending =
    exported === undefined
      ? returnLast(program.body, code, edits)
      : `return typeof ${exported} === "function" ? ${exported}() : ${exported};`;
  const body = applied(code, edits);
  return ending === "" ? body : `${body}\n${ending}`;
}

/** Returns the value of the last statement, and what must follow the code for that. */
function returnLast(body: readonly TopLevel[], code: string, edits: Edit[]): string {
  const last = body.at(-1);
  if (last === undefined) return "";
  if (last.type === "FunctionDeclaration" && body.length === 1) return `return ${last.id.name}();`;
  if (last.type !== "ExpressionStatement" || last.directive !== undefined) return "";
  const { type } = last.expression;
  const isFunction = type === "ArrowFunctionExpression" || type === "FunctionExpression";
  edits.push({ start: last.start, end: last.start, text: isFunction ? "return (" : "return " });
  if (!isFunction) return "";
  const end = code[last.end - 1] === ";" ? last.end - 1 : last.end;
  edits.push({ start: end, end: last.end, text: "" });
  return ")();";
}

function declareDefault(statement: ExportDefaultDeclaration, name: string, edits: Edit[]): string {
  const { declaration, start } = statement;
  const named =
    (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
    declaration.id !== null;
  edits.push({ start, end: declaration.start, text: named ? "" : `const ${name} = ` });
  return named && declaration.id !== null ? declaration.id.name : name;
}

/** `export { main as default }`. */
function defaultSpecifier(statement: ExportNamedDeclaration): string | undefined {
  for (const { exported, local } of statement.specifiers) {
    const isDefault = exported.type === "Identifier" && exported.name === "default";
    if (isDefault && local.type === "Identifier") return local.name;
  }
  return undefined;
}

function withoutExport(statement: ExportNamedDeclaration): Edit {
  const { start, end, declaration } = statement;
  return { start, end: declaration ? declaration.start : end, text: "" };
}

function unusedName(code: string): string {
  let name = "exported";
  while (code.includes(name)) name += "_";
  return name;
}

/** `edits` in order and apart from one another. */
function applied(code: string, edits: readonly Edit[]): string {
  let text = "";
  let at = 0;
  for (const edit of edits) {
    const lineEnds = code.slice(edit.start, edit.end).replace(/[^\n]+/g, "");
    text += code.slice(at, edit.start) + lineEnds + edit.text;
    at = edit.end;
  }
  return text + code.slice(at);
}
