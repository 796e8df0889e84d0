import type { ts } from "ts-morph";
import type { JsonValue } from "../runtime/api/types.js";
import type { Module } from "./module.js";

/** The members of an object literal by key, each with its node. */
export type LiteralMembers = ReadonlyMap<string, ts.Expression>;

/** The object literal behind `as const` and `satisfies`. */
export function objectLiteral(
  { ts }: Module,
  node: ts.Expression | undefined,
): ts.ObjectLiteralExpression | undefined {
  let inner = node;
  while (
    inner !== undefined &&
    (ts.isAsExpression(inner) ||
      ts.isSatisfiesExpression(inner) ||
      ts.isParenthesizedExpression(inner))
  ) {
    inner = inner.expression;
  }
  return inner !== undefined && ts.isObjectLiteralExpression(inner) ? inner : undefined;
}

/** The members of an object literal; a spread or a computed key is reported and left out. */
export function literalMembers(module: Module, node: ts.ObjectLiteralExpression): LiteralMembers {
  const { ts } = module;
  const members = new Map<string, ts.Expression>();
  for (const property of node.properties) {
    const key = property.name === undefined ? undefined : memberName(module, property.name);
    if (key === undefined) module.report("schema-value-not-literal", property, {});
    else if (ts.isPropertyAssignment(property)) members.set(key, property.initializer);
    else if (ts.isShorthandPropertyAssignment(property)) members.set(key, property.name);
    else module.report("schema-value-not-literal", property, {});
  }
  return members;
}

/** The value of a literal; `undefined`, reported, for an expression that would have to be run. */
export function literalValue(module: Module, node: ts.Expression): JsonValue | undefined {
  const { ts } = module;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (
    ts.isPrefixUnaryExpression(node) &&
    node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)
  ) {
    return -Number(node.operand.text);
  }
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
  }
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.map((element) => literalValue(module, element));
    return values.filter((value) => value !== undefined);
  }
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      Array.from(literalMembers(module, node), ([key, value]) => [
        key,
        literalValue(module, value),
      ]).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
    );
  }
  module.report("schema-value-not-literal", node, {});
  return undefined;
}

/** The text of a property name; `undefined` where it would have to be computed. */
export function memberName({ ts }: Module, name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) {
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  }
  return ts.isPrivateIdentifier(name) || ts.isBigIntLiteral(name) ? undefined : name.text;
}
