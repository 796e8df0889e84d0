import type { Operation } from "../runtime/api/api.js";
import type { ApiLookup } from "../runtime/api/lookup.js";
import type { SearchIndex } from "../runtime/search/format.js";
import { createQueryReader } from "../runtime/search/query.js";
import { createRanker } from "../runtime/search/rank.js";

/** One place of a ranking: the operation that stands there, then those that stand behind it as the same thing elsewhere. */
export type Place = readonly Operation[];

/** The ranking of queries, best first. Suppliers take places of their own; near-duplicates share that of their hit. */
export function createRanking(
  lookup: ApiLookup,
  index: SearchIndex,
): (query: string) => readonly Place[] {
  const { operations } = lookup.api;
  const read = createQueryReader(lookup);
  const ranker = createRanker(lookup, index);
  return (text) => {
    const query = read(text);
    switch (query.kind) {
      case "words":
        return ranker.rank(query.words).map(({ operation, twins }) => [operation, ...twins]);
      case "operations":
        return query.operations.map((operation) => [operation]);
      case "namespace":
        return operations
          .filter(({ namespace }) => namespace === query.namespace.name)
          .map((operation) => [operation]);
      default:
        return [];
    }
  };
}
