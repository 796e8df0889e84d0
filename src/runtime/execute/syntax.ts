import { type AnyNode, type Node, type Program, parse } from "acorn";

export type Parsed =
  | { readonly kind: "program"; readonly program: Program }
  | { readonly kind: "error"; readonly message: string; readonly line?: number };

/** JavaScript as the body of an async function, or as a module, with lines and offsets on every node. */
export function parseJavaScript(code: string): Parsed {
  try {
    const program = parse(code, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      checkPrivateFields: true,
      locations: true,
    });
    return { kind: "program", program };
  } catch (error) {
    if (error instanceof RangeError)
      return { kind: "error", message: "The code is nested too deeply" };
    if (!(error instanceof SyntaxError)) throw error;
    const line = lineOf(error);
    return {
      kind: "error",
      message: error.message.replace(/ \(\d+:\d+\)$/, ""),
      ...(line !== undefined && { line }),
    };
  }
}

/** The line of the first thing that would load another module, or ask about its own; `undefined` when there is none. */
export function firstImport(program: Program): number | undefined {
  const pending: Node[] = [program];
  let first: number | undefined;
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const line = node.loc?.start.line;
    if (loads(node) && line !== undefined && (first === undefined || line < first)) first = line;
    for (const child of Object.values(node)) {
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) pending.push(one);
    }
  }
  return first;
}

function loads(node: Node): boolean {
  const { type } = node;
  if (type === "ImportDeclaration" || type === "ImportExpression") return true;
  if (type === "MetaProperty") return isImportMeta(node);
  if (type === "ExportAllDeclaration") return true;
  if (type === "ExportNamedDeclaration") return "source" in node && node.source !== null;
  return isRequire(node);
}

function isImportMeta(node: Node): boolean {
  if (!("meta" in node) || !isNode(node.meta)) return false;
  return "name" in node.meta && node.meta.name === "import";
}

/** `require("…")`, which models write by habit. */
function isRequire(node: Node): boolean {
  if (node.type !== "CallExpression" || !("callee" in node) || !isNode(node.callee)) return false;
  const { callee } = node;
  return callee.type === "Identifier" && "name" in callee && callee.name === "require";
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function lineOf(error: SyntaxError): number | undefined {
  const place: unknown = Reflect.get(error, "loc");
  if (typeof place !== "object" || place === null || !("line" in place)) return undefined;
  return typeof place.line === "number" ? place.line : undefined;
}
