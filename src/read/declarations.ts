import type { ts } from "ts-morph";
import { isReservedType } from "../ir/reserved-names.js";
import type { Module } from "./module.js";

/** A type alias or an interface at the top of a module. */
export type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** What stands at the top of a module. */
export interface Declarations {
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** Constant → its value. */
  readonly values: ReadonlyMap<string, ts.Expression>;
}

/** Sorts the statements of a module; what a schema does not know is reported. */
export function declarationsOf(module: Module): Declarations {
  const { ts } = module;
  const types = new Map<string, TypeDeclaration>();
  const values = new Map<string, ts.Expression>();
  for (const statement of module.syntax.statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      const { name } = statement;
      if (statement.typeParameters !== undefined) {
        module.report("schema-type-not-expressible", statement, { text: `${name.text}<…>` });
      } else if (types.has(name.text)) {
        module.report("schema-type-duplicate", name, { name: name.text, other: "this module" });
      } else types.set(name.text, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name) && initializer !== undefined) values.set(name.text, initializer);
      }
    } else if (
      !ts.isImportDeclaration(statement) &&
      !ts.isExportDeclaration(statement) &&
      !ts.isExpressionStatement(statement) &&
      !ts.isEmptyStatement(statement)
    ) {
      const text = module.text.slice(statement.getStart(module.syntax), statement.end);
      module.report("schema-declaration-ignored", statement, {
        what: `\`${text.split("\n", 1)[0]?.slice(0, 60) ?? ""}\``,
      });
    }
  }
  return { types, values };
}

/** Names of the schema's own types that the modules import under another name where a type of the API has them. */
const YIELDING: ReadonlySet<string> = new Set(["Operations", "Routes"]);

/** Whether a type may have its name; reported when not. */
export function isUsableName(module: Module, name: string, node: TypeDeclaration): boolean {
  if (!isReservedType(name) || YIELDING.has(name)) return true;
  module.report("schema-type-name-reserved", node, { name });
  return false;
}
