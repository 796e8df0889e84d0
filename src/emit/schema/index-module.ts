import { apiRowOf } from "../../runtime/api/row.js";
import type { JsonValue } from "../../runtime/api/types.js";
import type { EmitInput } from "../emitter.js";
import { docBlock } from "../ts/doc-block.js";
import { importLayout } from "../ts/import-layout.js";
import { block, concat, hardline, indent, type Layout, printLayout } from "../ts/layout.js";
import { literalTypeText } from "../ts/literal-type-text.js";
import { propertyKeyText } from "../ts/property-key-text.js";
import { tableLayout, valueLayout } from "../ts/value-layout.js";
import { bindingName } from "./binding-name.js";
import { type ModulePath, moduleSpecifier } from "./module-homes.js";
import { OPERATIONS_MODULE } from "./namespace-module.js";
import { ownRow } from "./own-row.js";
import type { SchemaModule } from "./schema-module.js";

const INDEX: ModulePath = "index";

/** `schema/index`: the interface of the whole client, the API's own row, all tables, all types. */
export function indexModule(input: EmitInput, models: readonly ModulePath[]): SchemaModule {
  const { api } = input;
  const { typeName } = api;
  const row: JsonValue = JSON.parse(JSON.stringify({ ...apiRowOf(api), ...ownRow(input) }));
  const taken = new Set(["api", "operations", typeName, "ApiRow"]);
  const bound = api.namespaces.map((namespace) => {
    const exported = bindingName(namespace.name, new Set());
    const local = bindingName(exported, taken);
    const imported = local === exported ? local : `${exported} as ${local}`;
    return { namespace, local, imported, from: moduleSpecifier(INDEX, namespace.module) };
  });

  const contract = printLayout(
    concat([
      ...documented(api.description ?? api.title),
      `export interface ${typeName} `,
      braced(
        bound.map(({ namespace }) =>
          concat([
            hardline,
            ...documented(namespace.description),
            `readonly ${propertyKeyText(namespace.name)}: ${namespace.typeName};`,
          ]),
        ),
      ),
    ]),
  );
  const apiValue = tableLayout(
    isObject(row) ? Object.entries(row).map(([key, value]) => [key, valueLayout(value)]) : [],
  );
  const members = bound.map(({ namespace, local }) =>
    concat([
      hardline,
      local === namespace.name ? local : `${propertyKeyText(namespace.name)}: ${local}`,
      ",",
    ]),
  );
  const operations = braced(members);
  const reexports = [...models, ...api.namespaces.map(({ module }) => module)].map(
    (module) => `export type * from "${moduleSpecifier(INDEX, module)}";`,
  );
  const valueImports = bound.map(({ imported, from }) =>
    print(importLayout("import", [imported], from)),
  );
  const tableImports = bound.map(({ imported, namespace, from }) =>
    print(
      importLayout(
        "import",
        imported === namespace.typeName ? [imported] : [imported, `type ${namespace.typeName}`],
        from,
      ),
    ),
  );
  const rowImport = `import type { ApiRow } from "${moduleSpecifier(INDEX, OPERATIONS_MODULE)}";`;

  return {
    path: INDEX,
    source: [
      [...tableImports, rowImport].join("\n"),
      contract,
      print(concat(["export const api = ", apiValue, " as const satisfies ApiRow;"])),
      print(concat(["export const operations = ", operations, " as const;"])),
      reexports.join("\n"),
    ],
    declarations: [
      tableImports.join("\n"),
      contract,
      `export declare const api: ${literalTypeText(row)};`,
      `export declare const operations: {\n${bound
        .map(
          ({ namespace, local }) =>
            `  readonly ${propertyKeyText(namespace.name)}: typeof ${local};\n`,
        )
        .join("")}};`,
      reexports.join("\n"),
    ],
    script: [
      valueImports.join("\n"),
      print(concat(["export const api = ", apiValue, ";"])),
      print(concat(["export const operations = ", operations, ";"])),
    ],
  };
}

function documented(description: string | undefined): readonly Layout[] {
  const doc = docBlock(description, []);
  return doc.length === 0 ? [] : [block(doc)];
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const print = printLayout;

/** Members in braces, each beginning its own line; `{}` where there are none. */
function braced(members: readonly Layout[]): Layout {
  return members.length === 0 ? "{}" : concat(["{", indent(concat(members)), hardline, "}"]);
}
