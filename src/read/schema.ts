import { type Diagnostics, unusable } from "../diagnostics/diagnostic.js";
import { settle } from "../ir/settle.js";
import type { Api, Webhook } from "../runtime/api/api.js";
import type { NamedType } from "../runtime/api/types.js";
import type { ApiFacts } from "./api-row.js";
import { type Declarations, declarationsOf, isUsableName } from "./declarations.js";
import { readIndex } from "./index-reader.js";
import { type Module, parseModule } from "./module.js";
import { readNamedType } from "./named-type.js";
import { createNames } from "./names.js";
import { readNamespace } from "./namespace.js";
import { reportUnfittingPagination } from "./pagination-check.js";
import { readSourceFiles, type SourceFile } from "./source-files.js";
import { loadTypeScript, type TypeScript } from "./typescript.js";
import { readWebhooks } from "./webhooks.js";

/** A schema that was read: the API, and what its index says of the npm package. */
export interface Schema {
  readonly api: Api;
  readonly package: ApiFacts["package"];
}

/** Modules that hold no types of the API. */
const OWN_MODULES: ReadonlySet<string> = new Set(["index", "operations"]);

/**
 * Reads the schema in a folder: the inverse of `emitSchema`. What cannot be read is reported with its file and line.
 * @throws {UnusableInput} when there is no index, or no operation that can be used.
 */
export async function loadSchema(folder: string, diagnostics: Diagnostics): Promise<Schema> {
  const files = await readSourceFiles(folder);
  return readSchema(await loadTypeScript(), folder, files, diagnostics);
}

/**
 * The schema that some files make.
 * @param folder what the files are called together in an error.
 * @throws {UnusableInput} as `loadSchema` does.
 */
export function readSchema(
  typescript: TypeScript,
  folder: string,
  files: readonly SourceFile[],
  diagnostics: Diagnostics,
): Schema {
  const sources = files.filter(({ path }) => path !== "operations");
  const modules = new Map(
    sources.map((file) => [file.path, parseModule(typescript, file, diagnostics)]),
  );
  const entry = modules.get("index");
  if (entry === undefined) throw unusable("schema-index-missing", folder, {});
  const index = readIndex(entry);
  const { facts } = index;
  const contracts = new Map(index.namespaces.map(({ module, typeName }) => [module, typeName]));
  const declared = new Map<string, string>();
  const declarations = new Map<Module, Declarations>();
  for (const module of modules.values()) {
    if (OWN_MODULES.has(module.path)) continue;
    const found = declarationsOf(module);
    declarations.set(module, found);
    declare(module, found, contracts.get(module.path), declared);
  }
  const names = createNames(declared);
  const namespaceOf = new Map(index.namespaces.map(({ module, name }) => [module, name]));
  const types: NamedType[] = [];
  const webhooks: Webhook[] = [];
  for (const [module, found] of declarations) {
    const isSent = !module.path.startsWith("models/") && !contracts.has(module.path);
    for (const [name, node] of found.types) {
      if (isSent) {
        webhooks.push(...readWebhooks({ module, names }, node));
        continue;
      }
      if (declared.get(name) !== module.path || name === contracts.get(module.path)) continue;
      const home = homeOf(module.path, namespaceOf.get(module.path));
      types.push(readNamedType({ module, names }, name, node, home));
    }
  }
  const schemes = new Set(facts.securitySchemes.map(({ name }) => name));
  const read = index.namespaces.flatMap((reference) => {
    const module = modules.get(reference.module);
    const found = module === undefined ? undefined : declarations.get(module);
    if (module === undefined || found === undefined) {
      entry.report("schema-module-missing", 0, { namespace: reference.name });
      return [];
    }
    const scope = { module, names, schemes, security: facts.security };
    const namespace = readNamespace(scope, reference, found);
    return namespace === undefined ? [] : [namespace];
  });
  const sorted = read.sort((left, right) => (left.namespace.name < right.namespace.name ? -1 : 1));
  const operations = sorted.flatMap((one) => one.operations);
  const isLibrary = index.namespaces.length === 0 && types.length > 0;
  if (operations.length === 0 && webhooks.length === 0 && !isLibrary)
    throw unusable("schema-without-operations", folder, {});
  const api = settle({
    formatVersion: 1,
    name: facts.name,
    typeName: index.typeName,
    title: facts.title,
    version: facts.version,
    ...(index.description !== undefined && { description: index.description }),
    servers: facts.servers,
    securitySchemes: facts.securitySchemes,
    security: facts.security,
    namespaces: sorted.map(({ namespace }) => namespace),
    operations,
    ...(webhooks.length > 0 && { webhooks }),
    types,
    policy: facts.policy,
    limits: facts.limits,
  });
  reportUnfittingPagination(operations, api, diagnostics);
  return { api, package: facts.package };
}

/** Notes where the types of a module are; a name that another module has already is reported. */
function declare(
  module: Module,
  { types }: Declarations,
  contract: string | undefined,
  declared: Map<string, string>,
): void {
  for (const [name, node] of types) {
    const other = declared.get(name);
    if (name !== contract && !isUsableName(module, name, node)) continue;
    if (other === undefined) declared.set(name, module.path);
    else module.report("schema-type-duplicate", node, { name, other: `${other}.ts` });
  }
}

function homeOf(path: string, namespace: string | undefined): NamedType["home"] {
  return namespace === undefined
    ? { kind: "models", module: path.replace(/^models\//, "") }
    : { kind: "namespace", namespace };
}
