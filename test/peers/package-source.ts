import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { filesOf } from "../e2e/package-files.js";

/** The types of rows and tables: the same in every package. */
const ROW_TYPES = "schema/operations.ts";

/** What is in the TypeScript of a generated package, read with TypeScript's own parser. */
export interface PackageSource {
  /** `METHOD /path` of every row in the tables of `schema/`. */
  readonly routes: readonly string[];
  /** How many methods its interfaces have. */
  readonly methods: number;
  /** Files with an `any` in them. */
  readonly anys: readonly string[];
  readonly unknowns: number;
}

/** Reads `schema/**` (and for `any` also every declaration that the package publishes). */
export function readPackageSource(folder: string): PackageSource {
  const routes: string[] = [];
  const anys = new Set<string>();
  let unknowns = 0;
  let methods = 0;
  for (const file of filesOf(folder)) {
    const inSchema = file.startsWith("schema/");
    if (!inSchema && !file.endsWith(".d.ts")) continue;
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), "utf8"),
      ts.ScriptTarget.Latest,
    );
    visit(source, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) anys.add(file);
      if (!inSchema) return;
      if (node.kind === ts.SyntaxKind.UnknownKeyword && file !== ROW_TYPES) unknowns += 1;
      if (ts.isMethodSignature(node)) methods += 1;
      const route = routeOf(node);
      if (route !== undefined) routes.push(route);
    });
  }
  return { routes: routes.sort(), methods, anys: [...anys], unknowns };
}

/** `METHOD /path` of every row that the built client carries, by importing its tables. */
export async function routesOfClient(folder: string): Promise<string[]> {
  const routes: string[] = [];
  for (const file of filesOf(join(folder, "dist/schema"))) {
    if (!file.endsWith(".js")) continue;
    const url = pathToFileURL(join(folder, "dist/schema", file)).href;
    const exported: Record<string, unknown> = await import(url);
    for (const table of Object.values(exported)) {
      for (const row of table !== null && typeof table === "object" ? Object.values(table) : []) {
        const http: unknown = row !== null && typeof row === "object" ? row.http : undefined;
        if (typeof http === "string") routes.push(http);
      }
    }
  }
  return routes.sort();
}

function routeOf(node: ts.Node): string | undefined {
  if (!ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name)) return undefined;
  if (node.name.text !== "http" || !ts.isStringLiteralLike(node.initializer)) return undefined;
  return node.initializer.text;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}
