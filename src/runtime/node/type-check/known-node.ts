import type { Node, ObjectLiteralExpression } from "typescript-native/unstable/ast";
import type { Type } from "typescript-native/unstable/sync";
import { type KnownValue, UNKNOWN } from "../../check/known-value.js";
import { type CheckedSnippet, ownedType } from "./owned-type.js";
import { SNIPPET } from "./schema-files.js";

const DEEPEST = 5;
const MOST_MEMBERS = 60;
const PROMISE: KnownValue = { kind: "other", noun: "a promise (await it first)" };

/** What is known of the value of an expression: all that is written out, and the types of the rest. */
export function knownNode(node: Node, snippet: CheckedSnippet, depth = 0): KnownValue {
  const { ast } = snippet.typescript;
  if (depth > DEEPEST) return UNKNOWN;
  if (ast.isParenthesizedExpression(node)) return knownNode(node.expression, snippet, depth + 1);
  if (ast.isObjectLiteralExpression(node)) return knownObject(node, snippet, depth);
  if (ast.isArrayLiteralExpression(node)) {
    const spread = node.elements.findIndex(ast.isSpreadElement);
    const sure = spread < 0 ? node.elements : node.elements.slice(0, spread);
    const items = sure.map((item) => knownNode(item, snippet, depth + 1));
    return { kind: "array", items, isWhole: spread < 0 };
  }
  if (ast.isStringLiteral(node) || ast.isNoSubstitutionTemplateLiteral(node)) {
    return { kind: "scalar", value: node.text };
  }
  if (ast.isNumericLiteral(node)) return { kind: "scalar", value: Number(node.text) };
  const { SyntaxKind } = ast;
  if (node.kind === SyntaxKind.TrueKeyword) return { kind: "scalar", value: true };
  if (node.kind === SyntaxKind.FalseKeyword) return { kind: "scalar", value: false };
  if (node.kind === SyntaxKind.NullKeyword) return { kind: "scalar", value: null };
  const type = snippet.checker.getTypeAtLocation(node);
  return type === undefined ? UNKNOWN : knownType(type, snippet, depth);
}

/** A spread may replace all that stands before it. */
function knownObject(
  node: ObjectLiteralExpression,
  snippet: CheckedSnippet,
  depth: number,
): KnownValue {
  const { ast } = snippet.typescript;
  const members = new Map<string, KnownValue>();
  let isWhole = true;
  for (const property of node.properties) {
    if (ast.isSpreadAssignment(property)) {
      for (const name of members.keys()) members.set(name, UNKNOWN);
      isWhole = false;
      continue;
    }
    const { name } = property;
    const isWritten = name !== undefined && (ast.isIdentifier(name) || ast.isStringLiteral(name));
    if (!isWritten || name.text === "__proto__") isWhole = false;
    else if (ast.isPropertyAssignment(property)) {
      members.set(name.text, knownNode(property.initializer, snippet, depth + 1));
    } else if (ast.isShorthandPropertyAssignment(property)) {
      members.set(name.text, knownShorthand(property, snippet, depth));
    } else members.set(name.text, UNKNOWN);
  }
  return { kind: "object", members, isWhole };
}

/** The value of `owner` in `{ owner }`; the name itself is taken for the property by the checker. */
function knownShorthand(node: Node, snippet: CheckedSnippet, depth: number): KnownValue {
  const { checker } = snippet;
  const symbol = checker.getShorthandAssignmentValueSymbol(node);
  if (symbol === undefined) return UNKNOWN;
  const type = checker.getTypeOfSymbolAtLocation(symbol, node);
  return knownType(type, snippet, depth + 1);
}

/**
 * What every value of a type has in common. Nothing is said of which string or number it is, since a variable may hold any; nor of what a
 * property holds that may be left out, or be added later.
 */
export function knownType(type: Type, snippet: CheckedSnippet, depth: number): KnownValue {
  const { checker, typescript } = snippet;
  const { TypeFlags } = typescript.api;
  const is = (flags: number) => (type.flags & flags) !== 0;
  if (depth > DEEPEST || is(TypeFlags.AnyOrUnknown | TypeFlags.Never)) return UNKNOWN;
  if (is(TypeFlags.BooleanLike)) return { kind: "boolean" };
  if (type.isUnionType()) return common(type.getTypes(), snippet, depth);
  if (is(TypeFlags.StringLike)) return { kind: "string" };
  if (is(TypeFlags.NumberLike)) return { kind: "number" };
  if (is(TypeFlags.BigIntLike)) return { kind: "other", noun: "a bigint" };
  if (!is(TypeFlags.Object | TypeFlags.Intersection)) return UNKNOWN;
  if (ownedType(type, snippet)?.kind === "promise") return PROMISE;
  if (checker.isArrayType(type) && type.isTypeReference()) {
    const [items] = checker.getTypeArguments(type);
    const item = items === undefined ? UNKNOWN : knownType(items, snippet, depth + 1);
    return { kind: "array", items: item.kind === "unknown" ? [] : [item], isWhole: false };
  }
  return isData(type, snippet) ? knownProperties(type, snippet, depth) : UNKNOWN;
}

/** An object that the snippet writes out, or one that the API gives; a `Date` or a `Map` becomes something else on its way. */
function isData(type: Type, snippet: CheckedSnippet): boolean {
  if (ownedType(type, snippet)?.kind === "object") return true;
  const symbol = type.getSymbol();
  const isWritten = symbol?.name === "__object" || symbol?.name === "__type";
  const isHere = symbol?.declarations.some(({ path }) => path === SNIPPET) ?? false;
  const { SignatureKind } = snippet.typescript.api;
  return (
    isWritten &&
    isHere &&
    snippet.checker.getSignaturesOfType(type, SignatureKind.Call).length === 0
  );
}

function knownProperties(type: Type, snippet: CheckedSnippet, depth: number): KnownValue {
  const { checker, typescript } = snippet;
  const properties = checker.getPropertiesOfType(type).slice(0, MOST_MEMBERS);
  const types = checker.getTypeOfSymbol(properties);
  const members = new Map<string, KnownValue>();
  for (const [at, { name, flags }] of properties.entries()) {
    const own = types[at];
    const isOptional = (flags & typescript.api.SymbolFlags.Optional) !== 0;
    const isKnown = own !== undefined && !isOptional;
    members.set(name, isKnown ? knownType(own, snippet, depth + 1) : UNKNOWN);
  }
  return { kind: "object", members, isWhole: false };
}

/** What is known of each, where that is the same kind of scalar. */
function common(types: readonly Type[], snippet: CheckedSnippet, depth: number): KnownValue {
  const [first, ...others] = types.map((type) => knownType(type, snippet, depth + 1));
  const isPlain = first?.kind === "string" || first?.kind === "number";
  return isPlain && others.every(({ kind }) => kind === first.kind) ? first : UNKNOWN;
}
