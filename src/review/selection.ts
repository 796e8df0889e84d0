import { matchesPattern } from "../ir/filter.js";
import type { Api, Operation } from "../runtime/api/api.js";
import { routeOf } from "./standing.js";

/**
 * The operations that a pattern names: `namespace.method`, `METHOD /path` or an operationId, each with `*` for anything up to a `/`
 * and `**` for anything.
 */
export function selectOperations({ operations }: Api, pattern: string): readonly Operation[] {
  return operations.filter((operation) =>
    [operation.id, routeOf(operation), operation.operationId ?? operation.id].some((name) =>
      matchesPattern(pattern, name),
    ),
  );
}

/** The routes among those given that a pattern names. */
export function selectRoutes(routes: readonly string[], pattern: string): readonly string[] {
  return routes.filter((route) => matchesPattern(pattern, route));
}
