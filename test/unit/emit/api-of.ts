import type { PackageFacts } from "../../../src/emit/emitter.js";
import {
  type Api,
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type Operation,
} from "../../../src/runtime/api/api.js";
import type { NamedType, Type } from "../../../src/runtime/api/types.js";

export const PACKAGE: PackageFacts = {
  name: "things-codemode",
  version: "1.0.0",
  license: "MIT",
  compilerVersion: "0.0.0",
};

/** An API with the given parts; a namespace for each that the operations name. */
export function apiOf(parts: Partial<Api>): Api {
  const names = new Set(parts.operations?.map(({ namespace }) => namespace));
  return {
    formatVersion: 1,
    name: "things",
    typeName: "ThingsClient",
    title: "Things",
    version: "1.0.0",
    servers: [{ url: "https://api.example.com" }],
    securitySchemes: [],
    security: [],
    namespaces: [...names].sort().map((name) => ({
      name,
      typeName: name.charAt(0).toUpperCase() + name.slice(1),
      module: name,
    })),
    operations: [],
    types: [],
    policy: DEFAULT_POLICY,
    limits: DEFAULT_LIMITS,
    ...parts,
  };
}

/** An operation without arguments and without a result: `operationOf("things.list", "GET /things")`. */
export function operationOf(id: string, http: string): Operation {
  const [namespace = "", name = ""] = id.split(".");
  const [method = "GET", path = "/"] = http.split(" ");
  return {
    id,
    namespace,
    name,
    httpMethod: method === "POST" ? "POST" : method === "DELETE" ? "DELETE" : "GET",
    path,
    effect: method === "GET" ? "read" : "write",
    effectReason: { kind: "method" },
    parameters: [],
    responses: [],
    result: { mayBeEmpty: true },
    source: "",
  };
}

/** A type of `schema/models/m.ts`. */
export function model(name: string, type: Type): NamedType {
  return { name, type, home: { kind: "models", module: "m" }, source: "" };
}
