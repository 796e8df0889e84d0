import type { NamedType, Type } from "../runtime/api/types.js";
import type { TypeDeclaration } from "./declarations.js";
import { describedOf } from "./described.js";
import { readObject, readType, type TypeScope } from "./type.js";

/** A declared type of a schema: an interface or an alias with its comment. */
export function readNamedType(
  scope: TypeScope,
  name: string,
  node: TypeDeclaration,
  home: NamedType["home"],
): NamedType {
  const { module } = scope;
  const { type, description, deprecated } = describedOf(module, node, bodyOf(scope, node));
  return {
    name,
    type,
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    home,
    source: `${module.file}:${module.lineOf(node)}`,
  };
}

/** An interface that extends others is the intersection of them and its own members. */
function bodyOf(scope: TypeScope, node: TypeDeclaration): Type {
  const { ts } = scope.module;
  if (ts.isTypeAliasDeclaration(node)) return readType(scope, node.type);
  const own = readObject(scope, node.members);
  const bases = (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.map((base) =>
      readType(
        scope,
        ts.setTextRange(
          ts.factory.createTypeReferenceNode(
            ts.isIdentifier(base.expression) ? base.expression : "unknown",
            base.typeArguments,
          ),
          base,
        ),
      ),
    ),
  );
  if (bases.length === 0) return own;
  return { kind: "intersection", members: own.properties.length === 0 ? bases : [...bases, own] };
}
