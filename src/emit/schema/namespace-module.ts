import type { Api, Namespace, Operation } from "../../runtime/api/api.js";
import { type OperationRow, rowOf } from "../../runtime/api/row.js";
import type { JsonValue, NamedType } from "../../runtime/api/types.js";
import { docBlock } from "../ts/doc-block.js";
import { importLayout } from "../ts/import-layout.js";
import { block, concat, hardline, indent, join, printLayout } from "../ts/layout.js";
import { literalTypeText } from "../ts/literal-type-text.js";
import { propertyKeyText } from "../ts/property-key-text.js";
import { satisfiesLayout } from "../ts/satisfies-layout.js";
import { tableLayout, valueLayout } from "../ts/value-layout.js";
import { bindingName } from "./binding-name.js";
import { type ModulePath, moduleSpecifier } from "./module-homes.js";
import { namedTypeDeclaration } from "./named-type.js";
import { BY_MEDIA_TYPE, operationMethod, STREAMS } from "./operation-method.js";
import { collectReferences } from "./references.js";
import type { SchemaModule } from "./schema-module.js";
import { typeImports } from "./type-imports.js";
import { usualTags } from "./usual-tags.js";

/** The module of the checks, beside the modules of the namespaces. */
export const OPERATIONS_MODULE: ModulePath = "operations";

/** What lives in one namespace. */
export interface NamespaceParts {
  readonly namespace: Namespace;
  readonly operations: readonly Operation[];
  /** Its inline types. */
  readonly types: readonly NamedType[];
}

/** `schema/<namespace>`: its inline types, its interface and its table of operations. */
export function namespaceModule(
  api: Api,
  { namespace, operations, types }: NamespaceParts,
  homes: ReadonlyMap<string, ModulePath>,
): SchemaModule {
  const path = namespace.module;
  const references = new Set<string>();
  const declarations = types.map((type) => {
    const { layout, shape } = namedTypeDeclaration(type);
    collectReferences(shape, references);
    return printLayout(layout);
  });
  const methods = operations.map((operation) => {
    const { layout, shapes } = operationMethod(operation);
    for (const shape of shapes) collectReferences(shape, references);
    return layout;
  });
  const usual = usualTags(operations);
  const doc = docBlock(
    namespace.description,
    usual.map((value) => ({ name: "tag", value: tagText(value) })),
  );
  const contract = printLayout(
    concat([
      ...(doc.length === 0 ? [] : [block(doc)]),
      `export interface ${namespace.typeName} {`,
      indent(concat([hardline, join(hardline, methods)])),
      hardline,
      "}",
    ]),
  );

  const binding = bindingName(namespace.name, new Set());
  const rows = operations.map((operation): readonly [string, JsonValue] => [
    operation.name,
    JSON.parse(JSON.stringify(sourceRow(operation, api, usual))),
  ]);
  const table = printLayout(tableLayout(rows.map(([name, row]) => [name, valueLayout(row)])));

  const taken = new Set([...references, ...types.map(({ name }) => name), namespace.typeName]);
  const tableType = bindingName("Operations", taken);
  const routesType = bindingName("Routes", taken);
  const used = [BY_MEDIA_TYPE, STREAMS].filter((name) => references.delete(name));
  const checks = [
    ...used.filter((name) => name === BY_MEDIA_TYPE),
    tableType === "Operations" ? tableType : `Operations as ${tableType}`,
    routesType === "Routes" ? routesType : `Routes as ${routesType}`,
    ...used.filter((name) => name === STREAMS),
  ];
  const imports = typeImports(path, references, homes);
  const checkImport = importLayout("import type", checks, moduleSpecifier(path, OPERATIONS_MODULE));
  const markImport =
    used.length === 0
      ? []
      : [`import type { ${used.join(", ")} } from "${moduleSpecifier(path, OPERATIONS_MODULE)}";`];
  return {
    path,
    source: [
      [...imports, printLayout(checkImport)].join("\n"),
      ...declarations,
      contract,
      `export const ${binding} = ${table} as const satisfies ${tableType}<${namespace.typeName}>;`,
      printLayout(satisfiesLayout(binding, routesType, [namespace.typeName, `typeof ${binding}`])),
    ],
    declarations: [
      [...imports, ...markImport].join("\n"),
      ...declarations,
      contract,
      `export declare const ${binding}: {\n${rows
        .map(([name, row]) => `  readonly ${propertyKeyText(name)}: ${literalTypeText(row)};\n`)
        .join("")}};`,
    ],
    script: [`export const ${binding} = ${table};`],
  };
}

/** The row, with the tags where they are not those of most operations of the namespace. */
function sourceRow(operation: Operation, api: Api, usual: readonly string[]): OperationRow {
  const tags = operation.tags ?? [];
  const row = rowOf(operation, api.security);
  return JSON.stringify(tags) === JSON.stringify(usual) ? row : { ...row, tags };
}

/** A name as a tag of a comment can hold it: as it is, or as a JSON string. */
function tagText(name: string): string {
  return /[\r\n\u2028\u2029]|^\s|\s$|^"|^$/.test(name) ? JSON.stringify(name) : name;
}
