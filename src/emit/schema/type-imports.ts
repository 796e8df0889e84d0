import { importLayout } from "../ts/import-layout.js";
import { printLayout } from "../ts/layout.js";
import { type ModulePath, moduleSpecifier } from "./module-homes.js";

/** The type-only imports of a module, one a line, sorted by module. Names without a home are globals. */
export function typeImports(
  module: ModulePath,
  names: ReadonlySet<string>,
  homes: ReadonlyMap<string, ModulePath>,
): readonly string[] {
  const byModule = new Map<ModulePath, string[]>();
  for (const name of [...names].sort(byCodeUnits)) {
    const home = homes.get(name);
    if (home === undefined || home === module) continue;
    const found = byModule.get(home);
    if (found === undefined) byModule.set(home, [name]);
    else found.push(name);
  }
  return [...byModule]
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([home, imported]) =>
      printLayout(importLayout("import type", imported, moduleSpecifier(module, home))),
    );
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
