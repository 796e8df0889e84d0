import type { BinaryExpression, Node } from "typescript-native/unstable/ast";
import type { TypeScript } from "./typescript.js";

type Ast = TypeScript["ast"];

/** Names of properties that the code itself asks or decides about. Such code knows what it does. */
export interface AskedNames {
  /** It writes them, asks for their type, tries something else where they are missing, or asks whether they are there before it uses them. */
  readonly asked: ReadonlySet<string>;
  /** It asks whether they are there, and uses them or not. */
  readonly tested: ReadonlySet<string>;
  /** Variables of whose values any property may have been written: `jobs[name] = await jobs[name]`. */
  readonly rewritten: ReadonlySet<string>;
}

export function askedNames(root: Node, ast: Ast): AskedNames {
  const asked = new Set<string>();
  const tested = new Set<string>();
  const rewritten = new Set<string>();
  const uses = new Map<string, number>();
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (ast.isPropertyAccessExpression(node)) {
      const name = node.name.text;
      uses.set(name, (uses.get(name) ?? 0) + 1);
      if (isAsked(node, ast)) asked.add(name);
      else if (isTested(node, ast)) tested.add(name);
    }
    if (ast.isElementAccessExpression(node) && isWritten(node, ast)) {
      const { expression, argumentExpression: key } = node;
      if (ast.isStringLiteral(key)) asked.add(key.text);
      else rewritten.add(expression.getText());
    }
    for (const name of assignedNames(node, ast)) asked.add(name);
    node.forEachChild((child) => {
      pending.push(child);
    });
  }
  for (const name of tested) if ((uses.get(name) ?? 0) > 1) asked.add(name);
  return { asked, tested, rewritten };
}

/** `a` of `Object.assign(x, { a })`. */
function assignedNames(node: Node, ast: Ast): readonly string[] {
  if (!ast.isCallExpression(node) || node.expression.getText() !== "Object.assign") return [];
  const properties = node.arguments
    .filter(ast.isObjectLiteralExpression)
    .flatMap((object) => object.properties);
  return properties.flatMap((property) => {
    const name = ast.isSpreadAssignment(property) ? undefined : property.name;
    if (name === undefined) return [];
    return ast.isIdentifier(name) || ast.isStringLiteral(name) ? [name.text] : [];
  });
}

function isWritten(node: Node, ast: Ast): boolean {
  const { parent } = node;
  if (!ast.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind >= ast.SyntaxKind.FirstAssignment && kind <= ast.SyntaxKind.LastAssignment;
}

function isAsked(node: Node, ast: Ast): boolean {
  const { parent } = node;
  const { SyntaxKind } = ast;
  if (hasFallback(node, ast)) return true;
  if (ast.isTypeOfExpression(parent) || ast.isDeleteExpression(parent)) return true;
  if (ast.isCallExpression(parent)) {
    const isOptional = parent.expression === node && parent.questionDotToken !== undefined;
    return isOptional || /^Array\.isArray$/.test(parent.expression.getText());
  }
  if (!ast.isBinaryExpression(parent)) return false;
  const { left, right, operatorToken } = parent;
  switch (operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return isNothing(left === node ? right : left, ast);
    default:
      return isWritten(node, ast);
  }
}

/** `x.a ?? x.b`, also at the beginning of a longer chain: `x.a?.b ?? x.c`. */
function hasFallback(node: Node, ast: Ast): boolean {
  let chain = node;
  while (
    (ast.isPropertyAccessExpression(chain.parent) ||
      ast.isElementAccessExpression(chain.parent) ||
      ast.isCallExpression(chain.parent)) &&
    chain.parent.expression === chain
  ) {
    chain = chain.parent;
  }
  for (let one = chain; isAlternative(one.parent, ast); one = one.parent) {
    const { left, right } = one.parent;
    if (left === one && !isConstant(right, ast)) return true;
  }
  return false;
}

function isAlternative(node: Node, ast: Ast): node is BinaryExpression {
  if (!ast.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ast.SyntaxKind.QuestionQuestionToken || kind === ast.SyntaxKind.BarBarToken;
}

/** `if (x.a)`, `x.a ? … : …`, `!x.a`, `x.a && …`. */
function isTested(node: Node, ast: Ast): boolean {
  const { parent } = node;
  if (ast.isIfStatement(parent)) return parent.expression === node;
  if (ast.isConditionalExpression(parent)) return parent.condition === node;
  if (ast.isPrefixUnaryExpression(parent)) {
    return parent.operator === ast.SyntaxKind.ExclamationToken;
  }
  return (
    ast.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ast.SyntaxKind.AmpersandAmpersandToken
  );
}

function isNothing(node: Node, ast: Ast): boolean {
  return (
    node.kind === ast.SyntaxKind.NullKeyword ||
    (ast.isIdentifier(node) && node.text === "undefined")
  );
}

/** What stands in the place of something missing without being another try to find it. */
function isConstant(node: Node, ast: Ast): boolean {
  return (
    isNothing(node, ast) ||
    ast.isStringLiteral(node) ||
    ast.isNoSubstitutionTemplateLiteral(node) ||
    ast.isNumericLiteral(node) ||
    node.kind === ast.SyntaxKind.TrueKeyword ||
    node.kind === ast.SyntaxKind.FalseKeyword ||
    (ast.isArrayLiteralExpression(node) && node.elements.length === 0) ||
    (ast.isObjectLiteralExpression(node) && node.properties.length === 0)
  );
}
