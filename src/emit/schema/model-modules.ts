import type { NamedType } from "../../runtime/api/types.js";
import { printLayout } from "../ts/layout.js";
import type { ModulePath } from "./module-homes.js";
import { namedTypeDeclaration } from "./named-type.js";
import { collectReferences } from "./references.js";
import type { SchemaModule } from "./schema-module.js";
import { typeImports } from "./type-imports.js";

/** `schema/models/*`: named types, by the module they live in. */
export function modelModules(
  types: readonly NamedType[],
  homes: ReadonlyMap<string, ModulePath>,
): readonly SchemaModule[] {
  const byModule = new Map<string, NamedType[]>();
  for (const type of types) {
    if (type.home.kind !== "models") continue;
    const found = byModule.get(type.home.module);
    if (found === undefined) byModule.set(type.home.module, [type]);
    else found.push(type);
  }
  return [...byModule].map(([module, declared]) => {
    const path = `models/${module}`;
    const references = new Set<string>();
    const declarations = declared.map((type) => {
      const { layout, shape } = namedTypeDeclaration(type);
      collectReferences(shape, references);
      return printLayout(layout);
    });
    const source = [typeImports(path, references, homes).join("\n"), ...declarations];
    return { path, source, declarations: source };
  });
}
