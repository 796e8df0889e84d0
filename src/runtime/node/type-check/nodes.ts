import type { Node, SourceFile } from "typescript-native/unstable/ast";
import type { TypeScript } from "./typescript.js";

const SHOWN = 40;
const DEEPEST = 6;

/** The innermost node that spans a stretch of the text. */
export function nodeAt(file: SourceFile, start: number, end: number): Node {
  let found: Node = file;
  for (;;) {
    const inner = found.forEachChild((child) =>
      child.pos <= start && end <= child.end ? child : undefined,
    );
    if (inner === undefined) return found;
    found = inner;
  }
}

/** An expression on one line, as short as it still says what it is: `(await github.issues.get(…)).user`. */
export function shortText(node: Node, ast: TypeScript["ast"]): string {
  const text = written(ast.isParenthesizedExpression(node) ? node.expression : node, ast, 0);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function written(node: Node, ast: TypeScript["ast"], depth: number): string {
  if (depth < DEEPEST) {
    const inner = (one: Node) => written(one, ast, depth + 1);
    if (ast.isParenthesizedExpression(node)) return `(${inner(node.expression)})`;
    if (ast.isAwaitExpression(node)) return `await ${inner(node.expression)}`;
    if (ast.isPropertyAccessExpression(node)) {
      return `${inner(node.expression)}.${node.name.text}`;
    }
    if (ast.isCallExpression(node)) {
      return `${inner(node.expression)}(${node.arguments.length > 0 ? "…" : ""})`;
    }
  }
  return node.getText().replace(/\s+/g, " ");
}
