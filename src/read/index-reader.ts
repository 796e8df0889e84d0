import type { ts } from "ts-morph";
import { unusable } from "../diagnostics/diagnostic.js";
import { type ApiFacts, readApiRow } from "./api-row.js";
import { commentOf } from "./comment.js";
import { declarationsOf } from "./declarations.js";
import { literalMembers, memberName, objectLiteral } from "./literal.js";
import type { Module } from "./module.js";
import { importsOf } from "./names.js";
import type { NamespaceReference } from "./namespace.js";

/** What `index.ts` says. */
export interface SchemaIndex {
  readonly facts: ApiFacts;
  /** The name of the client's interface. */
  readonly typeName: string;
  readonly description: string | undefined;
  /** The namespaces with the paths of their modules. */
  readonly namespaces: readonly (NamespaceReference & { readonly module: string })[];
}

/**
 * Reads the index of a schema.
 * @throws {UnusableInput} when it has no interface of the client or no row of the API.
 */
export function readIndex(module: Module): SchemaIndex {
  const { ts } = module;
  const { types, values } = declarationsOf(module);
  const [contract] = [...types.values()].filter((type) => ts.isInterfaceDeclaration(type));
  if (contract === undefined) throw incomplete(module, "interface of the client");
  const row = values.get("api");
  const facts = row === undefined ? undefined : readApiRow(module, row);
  if (facts === undefined) throw incomplete(module, "row `api` with name and version");
  const imports = importsOf(module);
  const namespaces = contract.members.flatMap((member) => {
    const name = member.name === undefined ? undefined : memberName(module, member.name);
    const local = typeNameOf(module, member);
    const imported = local === undefined ? undefined : imports.get(local);
    if (name === undefined || imported === undefined) {
      module.report("schema-module-missing", member, { namespace: name ?? "this member" });
      return [];
    }
    return [{ name, typeName: imported.name, module: imported.from }];
  });
  reportUnlisted(
    module,
    values.get("operations"),
    contract,
    new Set(namespaces.map(({ name }) => name)),
  );
  return {
    facts,
    typeName: contract.name.text,
    description: commentOf(module, contract).text,
    namespaces,
  };
}

/** The interface's properties decide which namespaces there are; `operations` should have the same. */
function reportUnlisted(
  module: Module,
  value: ts.Expression | undefined,
  contract: ts.InterfaceDeclaration,
  names: ReadonlySet<string>,
): void {
  const literal = objectLiteral(module, value);
  const listed = literal === undefined ? new Map() : literalMembers(module, literal);
  for (const namespace of names) {
    if (listed.has(namespace)) continue;
    const place = "`operations`";
    module.report("schema-namespace-unlisted", contract, { namespace, place });
  }
  for (const [namespace, node] of listed) {
    if (names.has(namespace)) continue;
    const place = `the interface ${contract.name.text}`;
    module.report("schema-namespace-unlisted", node, { namespace, place });
  }
}

function typeNameOf({ ts }: Module, member: ts.TypeElement): string | undefined {
  if (!ts.isPropertySignature(member) || member.type === undefined) return undefined;
  const { type } = member;
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
    ? type.typeName.text
    : undefined;
}

function incomplete({ file }: Module, missing: string) {
  return unusable("schema-index-incomplete", file, { missing });
}
