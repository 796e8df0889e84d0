import { readFileSync } from "node:fs";
import type { Operation } from "../../runtime/api/api.js";
import type { NamedType } from "../../runtime/api/types.js";
import type { Emitter, OutputFile } from "../emitter.js";
import { indexModule } from "./index-module.js";
import { modelModules } from "./model-modules.js";
import { moduleHomes } from "./module-homes.js";
import { namespaceModule, OPERATIONS_MODULE } from "./namespace-module.js";
import { schemaFiles } from "./schema-module.js";
import { webhooksModule } from "./webhooks-module.js";

/** The checks: types alone, and so their own declarations. */
const CHECKS = template("operations.ts");
/** The settings to compile the source with, and the declarations. */
const SETTINGS = template("tsconfig.json");

/**
 * The unified schema: `schema/*.ts` as people read and edit it, and `dist/schema` as the package exports it. A module a
 * namespace, the shared types under `models/`, the checks in `operations`, and `index` for all of it.
 */
export const emitSchema: Emitter = (input) => {
  const { api } = input;
  const { types } = api;
  const homes = moduleHomes(api);
  const models = modelModules(types, homes);
  const operations = grouped(api.operations, ({ namespace }) => namespace);
  const inline = grouped(types, namespaceOf);
  const namespaces = api.namespaces.map((namespace) =>
    namespaceModule(
      api,
      {
        namespace,
        operations: operations.get(namespace.name) ?? [],
        types: inline.get(namespace.name) ?? [],
      },
      homes,
    ),
  );
  const webhooks = webhooksModule(api, homes);
  const sent = webhooks === undefined ? [] : [webhooks];
  const index = indexModule(
    input,
    [...models, ...sent].map(({ path }) => path),
  );
  return [...[index, ...namespaces, ...models, ...sent].flatMap(schemaFiles), ...staticFiles];
};

const staticFiles: readonly OutputFile[] = [
  { path: `schema/${OPERATIONS_MODULE}.ts`, content: CHECKS },
  { path: `dist/schema/${OPERATIONS_MODULE}.d.ts`, content: CHECKS },
  { path: "tsconfig.json", content: SETTINGS },
];

function template(name: string): string {
  return readFileSync(new URL(`../../../templates/schema/${name}`, import.meta.url), "utf8");
}

function namespaceOf({ home }: NamedType): string | undefined {
  return home.kind === "namespace" ? home.namespace : undefined;
}

function grouped<T extends NamedType | Operation>(
  items: readonly T[],
  key: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    const found = groups.get(name);
    if (found === undefined) groups.set(name, [item]);
    else found.push(item);
  }
  return groups;
}
