import type { Api } from "../../runtime/api/api.js";

/** The path of a module inside `schema/`, without extension: `issues`, `models/issue`. */
export type ModulePath = string;

/** Type name → the module that declares it. */
export function moduleHomes(api: Api): ReadonlyMap<string, ModulePath> {
  const modules = new Map(api.namespaces.map(({ name, module }) => [name, module]));
  return new Map(
    api.types.map(({ name, home }) => [
      name,
      home.kind === "models"
        ? `models/${home.module}`
        : (modules.get(home.namespace) ?? home.namespace),
    ]),
  );
}

/** How the module `from` writes the module `to` in an import. */
export function moduleSpecifier(from: ModulePath, to: ModulePath): string {
  if (!from.startsWith("models/")) return `./${to}.js`;
  return to.startsWith("models/") ? `./${to.slice("models/".length)}.js` : `../${to}.js`;
}
