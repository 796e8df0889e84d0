import type { ts } from "ts-morph";
import { settleType } from "../ir/settle-type.js";
import type { ObjectType, Property, Type } from "../runtime/api/types.js";
import { commentOf } from "./comment.js";
import { describedOf } from "./described.js";
import { memberName } from "./literal.js";
import type { Module } from "./module.js";
import type { Names } from "./names.js";

/** What a type is read in. */
export interface TypeScope {
  readonly module: Module;
  readonly names: Names;
}

const LOST: Type = { kind: "unknown", why: "not-expressible" };

/**
 * The inverse of `shapeOf`: a TypeScript type as the IR has it, before `settleType`. What the IR has no form for is reported and `unknown`.
 */
export function readType(scope: TypeScope, node: ts.TypeNode): Type {
  const { ts } = scope.module;
  const { SyntaxKind } = ts;
  switch (node.kind) {
    case SyntaxKind.UnknownKeyword:
      return { kind: "unknown", why: "no-schema" };
    case SyntaxKind.NeverKeyword:
      return { kind: "never" };
    case SyntaxKind.BooleanKeyword:
      return { kind: "boolean" };
    case SyntaxKind.StringKeyword:
      return { kind: "string" };
    case SyntaxKind.NumberKeyword:
      return { kind: "number" };
  }
  if (ts.isParenthesizedTypeNode(node)) return readType(scope, node.type);
  if (ts.isLiteralTypeNode(node)) return readLiteral(scope, node);
  if (ts.isArrayTypeNode(node)) return { kind: "array", items: readType(scope, node.elementType) };
  if (ts.isTypeOperatorNode(node) && node.operator === SyntaxKind.ReadonlyKeyword) {
    return readType(scope, node.type);
  }
  if (ts.isTupleTypeNode(node)) return readTuple(scope, node);
  if (ts.isUnionTypeNode(node)) {
    return combined(scope, "union", node.types);
  }
  if (ts.isIntersectionTypeNode(node)) {
    return combined(scope, "intersection", node.types);
  }
  if (ts.isTypeLiteralNode(node)) return readObject(scope, node.members);
  if (ts.isTypeReferenceNode(node)) return readReference(scope, node);
  return lost(scope, node);
}

/** The members of an interface or an object type. */
export function readObject(scope: TypeScope, members: readonly ts.TypeElement[]): ObjectType {
  const { module } = scope;
  const { ts } = module;
  const properties: Property[] = [];
  let additional: Type | undefined;
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) additional = readIndex(scope, member);
    else if (ts.isPropertySignature(member) && member.type !== undefined) {
      const name = memberName(module, member.name);
      if (name === undefined) lost(scope, member);
      else properties.push(readProperty(scope, name, member, member.type));
    } else lost(scope, member);
  }
  return { kind: "object", properties, ...(additional !== undefined && { additional }) };
}

function readProperty(
  scope: TypeScope,
  name: string,
  member: ts.PropertySignature,
  node: ts.TypeNode,
): Property {
  const required = member.questionToken === undefined;
  const { type, stream: _, ...about } = describedOf(scope.module, member, readType(scope, node));
  return { name, type, required, ...about };
}

/** `@additional 2`: the first two types are those of additional properties, the others those of the properties beside them. */
function readIndex(scope: TypeScope, member: ts.IndexSignatureDeclaration): Type {
  const { ts } = scope.module;
  const tag = commentOf(scope.module, member).tags.find(({ name }) => name === "additional");
  const types = ts.isUnionTypeNode(member.type) ? [...member.type.types] : [member.type];
  const stated = types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
  const own = tag === undefined ? stated : stated.slice(0, Number(tag.value));
  if (tag !== undefined && own.length === 0) {
    const reason = "it needs the number of types that are those of additional properties";
    scope.module.report("schema-tag-invalid", tag.offset, { tag: tag.name, reason });
  }
  return own.length === 0 ? LOST : combined(scope, "union", own);
}

/** Settled at once: tags count the members of the settled type. */
function combined(
  scope: TypeScope,
  kind: "union" | "intersection",
  nodes: readonly ts.TypeNode[],
): Type {
  return settleType({ kind, members: nodes.map((node) => readType(scope, node)) });
}

function readLiteral(scope: TypeScope, node: ts.LiteralTypeNode): Type {
  const { ts } = scope.module;
  const { literal } = node;
  if (ts.isStringLiteralLike(literal)) return { kind: "enum", values: [literal.text] };
  if (ts.isNumericLiteral(literal)) return { kind: "enum", values: [Number(literal.text)] };
  if (ts.isPrefixUnaryExpression(literal) && ts.isNumericLiteral(literal.operand)) {
    return { kind: "enum", values: [-Number(literal.operand.text)] };
  }
  switch (literal.kind) {
    case ts.SyntaxKind.NullKeyword:
      return { kind: "null" };
    case ts.SyntaxKind.TrueKeyword:
      return { kind: "enum", values: [true] };
    case ts.SyntaxKind.FalseKeyword:
      return { kind: "enum", values: [false] };
    default:
      return lost(scope, node);
  }
}

function readTuple(scope: TypeScope, node: ts.TupleTypeNode): Type {
  const { ts } = scope.module;
  const items: Type[] = [];
  let rest: Type | undefined;
  for (const element of node.elements) {
    const named = ts.isNamedTupleMember(element) ? element : undefined;
    const type = named?.type ?? element;
    const spread = ts.isRestTypeNode(element) ? element.type : undefined;
    if (named?.dotDotDotToken !== undefined || spread !== undefined) {
      const list = readType(scope, spread ?? type);
      rest = list.kind === "array" ? list.items : lost(scope, element);
    } else if (ts.isOptionalTypeNode(element) || named?.questionToken !== undefined) {
      return lost(scope, element);
    } else items.push(readType(scope, type));
  }
  return { kind: "tuple", items, ...(rest !== undefined && { rest }) };
}

function readReference(scope: TypeScope, node: ts.TypeReferenceNode): Type {
  const { module, names } = scope;
  const { ts } = module;
  if (!ts.isIdentifier(node.typeName)) return lost(scope, node);
  const local = node.typeName.text;
  const name = names.resolve(module, local);
  if (name !== undefined) {
    return node.typeArguments === undefined ? { kind: "ref", name } : lost(scope, node);
  }
  const [first, second] = node.typeArguments ?? [];
  switch (local) {
    case "Uint8Array":
      return { kind: "binary" };
    case "Array":
    case "ReadonlyArray":
      return first === undefined
        ? lost(scope, node)
        : { kind: "array", items: readType(scope, first) };
    case "Record":
      return first?.kind !== ts.SyntaxKind.StringKeyword || second === undefined
        ? lost(scope, node)
        : { kind: "object", properties: [], additional: readType(scope, second) };
  }
  if (first !== undefined) return lost(scope, node);
  module.report("schema-type-name-unknown", node, {
    name: local,
    isDeclared: names.isDeclared(local),
    nearest: names.nearest(local),
  });
  return LOST;
}

function lost({ module }: TypeScope, node: ts.Node): Type {
  const text = module.text.slice(node.getStart(module.syntax), node.end).replace(/\s+/g, " ");
  module.report("schema-type-not-expressible", node, {
    text: text.length > 60 ? `${text.slice(0, 60)}…` : text,
  });
  return LOST;
}
