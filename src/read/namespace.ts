import type { ts } from "ts-morph";
import type { Namespace, Operation } from "../runtime/api/api.js";
import { commentOf } from "./comment.js";
import type { Declarations } from "./declarations.js";
import { literalMembers, memberName, objectLiteral } from "./literal.js";
import { type OperationScope, ROW_KEYS, readOperation } from "./method.js";
import type { Module } from "./module.js";
import { plainText } from "./refine.js";
import { readRow } from "./row-reader.js";

/** A namespace as the index names it. */
export interface NamespaceReference {
  readonly name: string;
  readonly typeName: string;
}

export interface ReadNamespace {
  readonly namespace: Namespace;
  readonly operations: readonly Operation[];
}

/** A namespace from its module: each method with its row. `undefined`, reported, when interface or table is missing. */
export function readNamespace(
  scope: Omit<OperationScope, "namespace" | "tags">,
  { name: namespace, typeName }: NamespaceReference,
  { types, values }: Declarations,
): ReadNamespace | undefined {
  const { module } = scope;
  const { ts } = module;
  const contract = types.get(typeName);
  if (contract === undefined || !ts.isInterfaceDeclaration(contract)) {
    module.report("schema-interface-missing", 0, { name: typeName, kind: "interface" });
    return undefined;
  }
  const table = tableOf(module, typeName, values);
  if (table === undefined) {
    const kind = "table that `satisfies`";
    module.report("schema-interface-missing", contract, { name: `Operations<${typeName}>`, kind });
    return undefined;
  }
  const { text, tags } = commentOf(module, contract);
  const usual: string[] = [];
  for (const tag of tags) {
    const value = tag.name === "tag" ? plainText(tag.value) : undefined;
    if (value !== undefined) usual.push(value);
    else module.report("schema-tag-unknown", tag.offset, { tag: tag.name });
  }
  const rows = new Map(literalMembers(module, table.rows));
  const operations: Operation[] = [];
  for (const member of contract.members) {
    const name = member.name === undefined ? undefined : memberName(module, member.name);
    if (name === undefined || !ts.isMethodSignature(member)) {
      const expected = "is not a method";
      module.report("schema-method-unreadable", member, { method: name ?? "this", expected });
      continue;
    }
    const row = rows.get(name);
    rows.delete(name);
    if (row === undefined) {
      module.report("schema-method-without-row", member, { method: name, table: table.name });
      continue;
    }
    const operation = readOperation(
      { ...scope, namespace, tags: usual },
      name,
      member,
      readRow(module, row, ROW_KEYS),
    );
    if (operation !== undefined) operations.push(operation);
  }
  for (const [row, node] of rows) {
    module.report("schema-row-without-method", node, { row, contract: typeName });
  }
  return {
    namespace: {
      name: namespace,
      typeName,
      module: module.path,
      ...(text !== undefined && { description: text }),
    },
    operations,
  };
}

interface Table {
  readonly name: string;
  readonly rows: ts.ObjectLiteralExpression;
}

/** The constant that `satisfies Operations<TypeName>`. */
function tableOf(
  module: Module,
  typeName: string,
  values: Declarations["values"],
): Table | undefined {
  const { ts } = module;
  for (const [name, value] of values) {
    if (!ts.isSatisfiesExpression(value) || !ts.isTypeReferenceNode(value.type)) continue;
    const [argument] = value.type.typeArguments ?? [];
    const isOurs =
      argument !== undefined &&
      ts.isTypeReferenceNode(argument) &&
      ts.isIdentifier(argument.typeName) &&
      argument.typeName.text === typeName;
    const rows = isOurs ? objectLiteral(module, value) : undefined;
    if (rows !== undefined) return { name, rows };
  }
  return undefined;
}
