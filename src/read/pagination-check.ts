import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { paginationMisfit } from "../ir/pagination-fit.js";
import type { Api, Operation } from "../runtime/api/api.js";

/** Reports the operations whose pagination the settled API had to leave out, each at its method. */
export function reportUnfittingPagination(
  read: readonly Operation[],
  settled: Api,
  diagnostics: Diagnostics,
): void {
  const types = new Map(settled.types.map((type) => [type.name, type]));
  const byId = new Map(settled.operations.map((operation) => [operation.id, operation]));
  for (const { id, pagination, source = "" } of read) {
    const operation = byId.get(id);
    if (pagination === undefined || operation === undefined) continue;
    const reason = paginationMisfit(operation, pagination, types);
    if (reason === undefined) continue;
    const [, file = "", line = ""] = /^(.*):(\d+)$/.exec(source) ?? [];
    const place = { line: Number(line), column: 1 };
    diagnostics.reportIn(file, "schema-pagination-unfitting", place, { operation: id, reason });
  }
}
