import type { Effect, Operation, Supplier } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { estimateTokens } from "../tokens/estimate.js";
import { declarationText } from "./block.js";
import { boundedCounter, DEFAULT_ANSWER_TOKENS } from "./budget.js";
import { missAnswer, namespaceAnswer, overviewAnswer } from "./directory.js";
import { IndexFormatError, type SearchIndex } from "./format.js";
import type { Hit } from "./hit.js";
import { createMaterials } from "./materials.js";
import { operationsAnswer } from "./operations-answer.js";
import { createQueryReader } from "./query.js";
import { createRanker } from "./rank.js";
import { signatureText, summaryOf } from "./signature.js";
import { typeAnswer } from "./type-answer.js";
import { startPrint } from "./type-text.js";
import { SHORT_VIEW } from "./views.js";

/** What `search` is asked. */
export interface SearchRequest {
  /**
   * Plain words, or exactly: an operation (`issues.get`), its operationId, a route (`GET /issues/{id}`), a namespace
   * (`issues.*`), a type (`type:Issue`). Empty asks what there is.
   */
  readonly query: string;
  /** Operations at most; 10 unless told, 50 at most. An answer holds fewer when they do not fit. */
  readonly limit?: number;
  /** Matches to pass over: the answer before says which comes next. */
  readonly offset?: number;
}

/** What `search` finds, as data for a snippet. */
export interface SearchFindings {
  /** How many operations match. */
  readonly total: number;
  readonly operations: readonly FoundOperation[];
  /** Declarations of the types that the signatures name. */
  readonly types: readonly string[];
}

export interface FoundOperation {
  readonly id: string;
  readonly signature: string;
  readonly effect: Effect;
  readonly summary: string;
  /** `GET /issues/{id}`. */
  readonly route: string;
  /** Argument (of a field of the body `body.field`) → operations whose results hold values for it, best first; empty when none is known. */
  readonly suppliers: { readonly [argument: string]: readonly Supplier[] };
}

export interface Search {
  /** The answer as text: TypeScript with comments, at most 1,500 o200k_base tokens whatever the query. */
  answer(request: SearchRequest): string;
  find(request: SearchRequest): SearchFindings;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 50;
/** Type declarations that `find` returns. */
const MAX_FOUND_TYPES = 30;

/** Search over an API. Throws `IndexFormatError` when `index` was made from another API than `lookup` has. */
export function createSearch(lookup: ApiLookup, index: SearchIndex): Search {
  const { api } = lookup;
  if (index.operations !== api.operations.length)
    throw new IndexFormatError(
      `The search index is of another API: it has ${index.operations} operations, the API ${api.operations.length}. Compile again.`,
    );
  const read = createQueryReader(lookup);
  const ranker = createRanker(lookup, index);
  const budget = {
    tokens: DEFAULT_ANSWER_TOKENS,
    count: boundedCounter((text) => estimateTokens(text, index.vocabulary), DEFAULT_ANSWER_TOKENS),
  };
  const materials = createMaterials(lookup, budget.count);
  return {
    answer(request) {
      const { offset, limit } = pageOf(request);
      const query = read(request.query);
      switch (query.kind) {
        case "overview":
          return overviewAnswer(api, budget, offset);
        case "namespace":
          return namespaceAnswer(api, query.namespace, budget, offset);
        case "type":
          return typeAnswer(materials, query.type, budget, offset);
        case "no-type":
          return missAnswer(api, query.name, "type", budget);
        case "operations":
          return operationsAnswer(
            materials,
            query.operations.map(exactHit),
            { offset, limit },
            "",
            budget,
          );
        case "words": {
          const hits = ranker.rank(query.words);
          return hits.length === 0
            ? missAnswer(api, query.words, "operation", budget)
            : operationsAnswer(materials, hits, { offset, limit }, query.words, budget);
        }
      }
    },
    find(request) {
      const { offset, limit } = pageOf(request);
      const query = read(request.query);
      const matches = matchesOf();
      return findings(lookup, matches.length, matches.slice(offset, offset + limit));

      function matchesOf(): readonly Operation[] {
        switch (query.kind) {
          case "operations":
            return query.operations;
          case "namespace":
            return api.operations.filter(
              (operation) => operation.namespace === query.namespace.name,
            );
          case "words":
            return ranker.rank(query.words).map((hit) => hit.operation);
          case "overview":
            return api.operations;
          case "type":
          case "no-type":
            return [];
        }
      }
    },
  };
}

function findings(
  lookup: ApiLookup,
  total: number,
  operations: readonly Operation[],
): SearchFindings {
  const references = new Set<string>();
  const found = operations.map((operation) => {
    const print = startPrint();
    const signature = signatureText(lookup.api.name, operation, SHORT_VIEW, print);
    for (const reference of print.references) references.add(reference);
    return {
      id: operation.id,
      signature,
      effect: operation.effect,
      summary: summaryOf(operation),
      route: `${operation.httpMethod} ${operation.path}`,
      suppliers: operation.suppliers ?? {},
    };
  });
  const types = [...references].slice(0, MAX_FOUND_TYPES).flatMap((name) => {
    const type = lookup.type(name);
    return type === undefined ? [] : [declarationText(name, type.type, SHORT_VIEW, startPrint())];
  });
  return { total, operations: found, types };
}

function exactHit(operation: Operation): Hit {
  return { operation, score: 1, twins: [] };
}

function pageOf(request: SearchRequest): { readonly offset: number; readonly limit: number } {
  return {
    offset: whole(request.offset, 0, 0, Number.MAX_SAFE_INTEGER),
    limit: whole(request.limit, DEFAULT_LIMIT, 1, MAX_LIMIT),
  };
}

/** A model may send anything for a number. */
function whole(value: number | undefined, otherwise: number, least: number, most: number): number {
  if (value === undefined || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, Math.floor(value)));
}
