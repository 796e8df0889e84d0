import { nearest } from "../runtime/api/nearest.js";
import type { Module } from "./module.js";

/** Which types a schema declares, and what a name means in one of its modules. */
export interface Names {
  /** The name of the declared type that `local` stands for in a module; `undefined` for a global or a mistake. */
  resolve(module: Module, local: string): string | undefined;
  isDeclared(name: string): boolean;
  /** The declared name most like `name`. */
  nearest(name: string): string | undefined;
}

/** What a name was imported as. */
export interface Imported {
  /** The module, as `SourceFile.path` says it. */
  readonly from: string;
  readonly name: string;
}

/** Local name → what it was imported from, for the named imports of a module from other modules of the schema. */
export function importsOf({ ts, path, syntax }: Module): ReadonlyMap<string, Imported> {
  const found = new Map<string, Imported>();
  for (const statement of syntax.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) {
      continue;
    }
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const from = modulePath(path, statement.moduleSpecifier.text);
    for (const { name, propertyName } of bindings.elements) {
      found.set(name.text, { from, name: (propertyName ?? name).text });
    }
  }
  return found;
}

/** @param declared type name → the path of its module. */
export function createNames(declared: ReadonlyMap<string, string>): Names {
  const imports = new Map<Module, ReadonlyMap<string, Imported>>();
  return {
    resolve(module, local) {
      let known = imports.get(module);
      if (known === undefined) {
        known = importsOf(module);
        imports.set(module, known);
      }
      const imported = known.get(local);
      if (imported !== undefined) return declared.has(imported.name) ? imported.name : undefined;
      return declared.get(local) === module.path ? local : undefined;
    },
    isDeclared: (name) => declared.has(name),
    nearest: (name) => nearest(name, [...declared.keys()], 1)[0],
  };
}

/** `./i.js` in `models/u` is `models/i`. */
function modulePath(from: string, specifier: string): string {
  const path = from.split("/").slice(0, -1);
  for (const part of specifier.replace(/\.(js|ts)$/, "").split("/")) {
    if (part === "..") path.pop();
    else if (part !== ".") path.push(part);
  }
  return path.join("/");
}
