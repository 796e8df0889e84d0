import type { Config, PaginationSetting } from "../config.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { NormalisedOperation } from "../normalise/normalised.js";
import type { Operation } from "../runtime/api/api.js";
import type { Pagination } from "../runtime/api/pagination.js";
import type { TypesByName } from "../runtime/api/type-place.js";
import type { NamedType } from "../runtime/api/types.js";
import { askingWord } from "./effects.js";
import { evidenceOf } from "./pagination-evidence.js";
import { paginationMisfit } from "./pagination-fit.js";
import { findPagination } from "./pagination-rules.js";

/**
 * The operations, each with its pagination: the configuration's, else what its document shows. `sources` are theirs, in the same order.
 * An entry of the configuration that does not fit, or that matches nothing, is reported and has no effect.
 */
export function paginateOperations(
  sources: readonly NormalisedOperation[],
  operations: readonly Operation[],
  types: readonly NamedType[],
  configured: Config["pagination"],
  diagnostics: Diagnostics,
): readonly Operation[] {
  const byName: TypesByName = new Map(types.map((type) => [type.name, type]));
  const unused = new Set(Object.keys(configured));
  const paginated = operations.map((operation, index): Operation => {
    const keys = keysOf(operation).filter((key) => Object.hasOwn(configured, key));
    for (const key of keys) unused.delete(key);
    const [key] = keys;
    const pagination =
      key === undefined
        ? shownBy(operation, sources[index], byName)
        : fitting(operation, key, configured[key], byName, diagnostics);
    return pagination === undefined ? operation : { ...operation, pagination };
  });
  for (const key of unused) {
    diagnostics.report("config-entry-unused", "", { option: "pagination", key });
  }
  return paginated;
}

/** Under which names the configuration may speak of an operation, the narrowest first. */
function keysOf({ id, namespace, httpMethod, path, operationId }: Operation): readonly string[] {
  const own = [id, `${httpMethod} ${path}`, ...(operationId === undefined ? [] : [operationId])];
  return [...own, `${namespace}.*`, "*"];
}

function shownBy(
  operation: Operation,
  source: NormalisedOperation | undefined,
  types: TypesByName,
): Pagination | undefined {
  if (operation.httpMethod !== "GET" && askingWord(operation) === undefined) return undefined;
  const headers = (source?.responses ?? [])
    .filter(({ status }) => status.startsWith("2") || status === "default")
    .flatMap((response) => response.headers ?? []);
  const evidence = evidenceOf(operation, types, headers);
  const found = evidence === undefined ? undefined : findPagination(evidence);
  const fits = found !== undefined && paginationMisfit(operation, found, types) === undefined;
  return fits ? found : undefined;
}

/** An entry for many operations says nothing of those that it does not fit. */
function fitting(
  operation: Operation,
  key: string,
  setting: PaginationSetting | undefined,
  types: TypesByName,
  diagnostics: Diagnostics,
): Pagination | undefined {
  if (setting === false || setting === undefined) return undefined;
  const given =
    setting === "link"
      ? { kind: setting, items: evidenceOf(operation, types, [])?.items ?? "" }
      : setting;
  const reason = paginationMisfit(operation, given, types);
  if (reason === undefined) return given;
  if (!key.endsWith("*")) {
    diagnostics.report("pagination-unfitting", operation.source ?? "", {
      operation: operation.id,
      reason,
    });
  }
  return undefined;
}
