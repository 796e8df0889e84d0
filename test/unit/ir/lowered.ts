import type { Config } from "../../../src/config.js";
import { type Diagnostic, Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { lower } from "../../../src/ir/lower.js";
import { normalise } from "../../../src/normalise/normalise.js";
import {
  type Api,
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type Operation,
} from "../../../src/runtime/api/api.js";
import type { JsonValue, Type } from "../../../src/runtime/api/types.js";

const CONFIG: Config = {
  package: {},
  include: [],
  exclude: [],
  names: {},
  effects: {},
  policy: DEFAULT_POLICY,
  defaults: {},
  pagination: {},
  limits: DEFAULT_LIMITS,
  overlays: [],
  queries: [],
  budgets: {},
};

type Root = { readonly [key: string]: JsonValue };

/** A document through the real normaliser and lowerer. */
export function lowered(
  root: Root,
  config: Partial<Config> = {},
): {
  readonly api: Api;
  readonly codes: readonly string[];
  readonly found: readonly Diagnostic[];
} {
  const diagnostics = new Diagnostics("openapi.json");
  const text = JSON.stringify(root);
  const source = { file: "openapi.json", format: "json", text } as const;
  const origin = (pointer: string) => ({ source, pointer });
  const document = normalise(
    { ...source, root, sha256: "", sources: [source], externalSchemas: [], origin },
    diagnostics,
  );
  const api = lower(document, { ...CONFIG, ...config }, diagnostics);
  return { api, codes: diagnostics.all.map(({ code }) => code), found: diagnostics.all };
}

/** A document of operations alone: `GET /pets` → Operation Object. */
export function operationsOf(routes: { readonly [route: string]: Root }, extra: Root = {}): Root {
  const paths: { [path: string]: { [method: string]: JsonValue } } = {};
  for (const [route, operation] of Object.entries(routes)) {
    const [method = "", path = ""] = route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: {}, ...operation } };
  }
  return { openapi: "3.1.0", info: { title: "Test", version: "1.0.0" }, paths, ...extra };
}

/** Route → `namespace.name`. */
export function namesOf(root: Root, config: Partial<Config> = {}): { [route: string]: string } {
  const { api } = lowered(root, config);
  return Object.fromEntries(
    api.operations.map(({ httpMethod, path, id }) => [`${httpMethod} ${path}`, id]),
  );
}

export function operation(api: Api, id: string): Operation {
  const found = api.operations.find((candidate) => candidate.id === id);
  if (found === undefined)
    throw new Error(
      `no operation ${id}; there are ${api.operations.map((each) => each.id).join(", ")}`,
    );
  return found;
}

/** A component schema, lowered as the JSON result of the one operation of a document. */
export function typeOf(schema: JsonValue, schemas: Root = {}, openapi = "3.1.0"): Type | undefined {
  const content = { "application/json": { schema } };
  const root = {
    ...operationsOf(
      { "GET /thing": { responses: { "200": { content } } } },
      { components: { schemas } },
    ),
    openapi,
  };
  return lowered(root).api.operations[0]?.responses[0]?.contents[0]?.type;
}
