import {
  type Api,
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type Operation,
  type Parameter,
  type SecurityScheme,
} from "../../../src/runtime/api/api.js";
import type { Type } from "../../../src/runtime/api/types.js";

const ANYTHING: Type = { kind: "unknown", why: "no-schema" };

export function parameter(name: string, given: Partial<Parameter> = {}): Parameter {
  return { name, wireName: name, in: "query", required: false, type: { kind: "string" }, ...given };
}

/** A JSON operation of `shopApi` whose id and route are given; a read unless said. */
export function operation(id: string, route: string, given: Partial<Operation> = {}): Operation {
  const [namespace = "", name = ""] = id.split(".");
  const [httpMethod = "GET", path = "/"] = route.split(" ");
  const inPath = Array.from(path.matchAll(/\{([^}]+)\}/g), ([, variable = ""]) =>
    parameter(variable, { in: "path", required: true }),
  );
  return {
    id,
    namespace,
    name,
    httpMethod: httpMethod as Operation["httpMethod"],
    path,
    effect: "read",
    effectReason: { kind: "method" },
    responses: [{ status: "200", contents: [{ mediaType: "application/json", type: ANYTHING }] }],
    result: { type: ANYTHING, mayBeEmpty: false },
    source: "/paths",
    security: [[{ scheme: "bearer", scopes: [] }]],
    ...given,
    parameters: [...inPath, ...(given.parameters ?? [])],
  };
}

export const JSON_BODY = {
  name: "body",
  required: true,
  contents: [{ mediaType: "application/json", type: ANYTHING }],
} as const;

const BEARER: SecurityScheme = { name: "bearer", kind: "http", scheme: "bearer" };

export function shopApi(operations: readonly Operation[], given: Partial<Api> = {}): Api {
  return {
    formatVersion: 1,
    name: "shop",
    typeName: "Shop",
    title: "Shop",
    version: "1.0.0",
    servers: [{ url: "/v1" }],
    securitySchemes: [BEARER],
    security: [[{ scheme: "bearer", scopes: [] }]],
    namespaces: [{ name: "items", typeName: "Items", module: "items" }],
    operations,
    types: [],
    policy: DEFAULT_POLICY,
    limits: DEFAULT_LIMITS,
    ...given,
  };
}
