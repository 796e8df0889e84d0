import type { DiagnosticRecord } from "../diagnostics/render.js";
import { namespaceMembers } from "../emit/namespace-sizes.js";
import { EFFECTS } from "../emit/policy-text.js";
import type { CompileResult } from "./compile-result.js";

/** What `compile --json` prints: the facts of the human report, without the time, so that equal runs print equal bytes. */
export function compileJson(
  result: CompileResult,
  diagnostics: readonly DiagnosticRecord[],
): string {
  const { api, plan } = result;
  const value = {
    outcome: result.outcome,
    output: result.output,
    package: { name: result.package.name, version: result.package.version },
    api: { name: api.name, title: api.title, version: api.version },
    operations: api.operations.length,
    effects: Object.fromEntries(
      EFFECTS.map((effect) => [
        effect,
        api.operations.filter((one) => one.effect === effect).length,
      ]),
    ),
    namespaces: Object.fromEntries(
      namespaceMembers(api).map(({ namespace, operations }) => [namespace.name, operations.length]),
    ),
    types: api.types.length,
    diagnostics,
    files: {
      created: paths(result, "created"),
      updated: paths(result, "updated"),
      edited: paths(result, "edited"),
      deleted: plan.deletes,
      kept: plan.kept,
      unchanged: plan.unchanged,
    },
    gates: result.gates,
    budget: result.budget,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function paths({ plan }: CompileResult, kind: "created" | "updated" | "edited"): readonly string[] {
  return plan.writes.filter((write) => write.kind === kind).map(({ file }) => file.path);
}
