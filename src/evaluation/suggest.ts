import type { Api, Operation } from "../runtime/api/api.js";
import { summaryOf } from "../runtime/search/signature.js";

/** A golden query made of the document's own words. `source` says so wherever the row goes. */
export interface SuggestedQuery {
  readonly query: string;
  /** One route: `GET /issues/{id}`. */
  readonly gold: readonly [string];
  readonly source: "summary";
}

const MAX_QUERY = 200;

/**
 * At most `most` golden queries, one an operation: its summary. They are spread evenly over the namespaces and within each, and come in
 * the order of the document. Left out are operations that say nothing, say what another says, or are deprecated.
 */
export function suggestQueries(api: Api, most: number): readonly SuggestedQuery[] {
  const said = api.operations.map((operation) => ({
    operation,
    query: summaryOf(operation, MAX_QUERY),
  }));
  const times = new Map<string, number>();
  for (const { query } of said) times.set(fold(query), (times.get(fold(query)) ?? 0) + 1);
  const usable = said.filter(
    ({ operation, query }) =>
      query !== "" && times.get(fold(query)) === 1 && operation.deprecated !== true,
  );
  const chosen = new Set(
    spread(
      usable.map(({ operation }) => operation),
      most,
    ),
  );
  return usable
    .filter(({ operation }) => chosen.has(operation))
    .map(({ operation, query }) => ({
      query,
      gold: [`${operation.httpMethod} ${operation.path}`],
      source: "summary",
    }));
}

/** One of each namespace, then a second of each, until there are `most`; the last round is thinned out evenly. */
function spread(operations: readonly Operation[], most: number): readonly Operation[] {
  const namespaces = new Map<string, Operation[]>();
  for (const operation of operations) {
    const members = namespaces.get(operation.namespace) ?? [];
    members.push(operation);
    namespaces.set(operation.namespace, members);
  }
  const counts = [...namespaces.values()].map((members) => ({ members, count: 0 }));
  for (let left = Math.min(most, operations.length); left > 0; ) {
    const open = counts.filter(({ members, count }) => count < members.length);
    const round = evenly(open, left);
    for (const namespace of round) namespace.count += 1;
    left -= round.length;
  }
  return counts.flatMap(({ members, count }) => evenly(members, count));
}

/** `most` of the values at even distances; all when there are no more. */
function evenly<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  return values.filter(
    (_, at) =>
      Math.floor(((at + 1) * most) / values.length) > Math.floor((at * most) / values.length),
  );
}

/** Two summaries that differ in case or spaces alone are the same request. */
function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
