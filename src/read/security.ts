import type { ts } from "ts-morph";
import type { SecurityRequirement } from "../runtime/api/api.js";
import type { Module } from "./module.js";
import type { Security } from "./value-kind.js";

/** The requirements of a row; alternatives that need a scheme which does not exist are reported and left out. */
export function readSecurity(
  module: Module,
  node: ts.Node,
  rows: Security,
  schemes: ReadonlySet<string>,
): readonly SecurityRequirement[] {
  return rows.flatMap((row) => {
    const unknown = Object.keys(row).find((scheme) => !schemes.has(scheme));
    if (unknown !== undefined) {
      module.report("schema-security-scheme-unknown", node, { scheme: unknown });
      return [];
    }
    return [Object.entries(row).map(([scheme, scopes]) => ({ scheme, scopes }))];
  });
}
