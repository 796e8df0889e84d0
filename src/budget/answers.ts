import type { Api, Operation } from "../runtime/api/api.js";
import { createLookup } from "../runtime/api/lookup.js";
import { createSearch, type Search } from "../runtime/search/answer.js";
import { decodeIndex } from "../runtime/search/format.js";
import { summaryOf } from "../runtime/search/signature.js";
import { type Size, type SizeSpread, sizeOf, sizeSpreadOf } from "./size.js";
import { sampleOf } from "./spread.js";
import type { Queries, Subject } from "./subject.js";

/** Texts of one sort, and how many of them were measured: where that is fewer than `of`, an even sample. */
export interface Texts extends SizeSpread {
  readonly measured: number;
  readonly of: number;
}

/** Queries that are asked when they are not the team's own, and operations that are asked for by name. */
const ASKED_SUMMARIES = 100;
const ASKED_NAMES = 200;

/** The search of a subject. */
export function searchOf({ api, index }: Pick<Subject, "api" | "index">): Search {
  return createSearch(createLookup(api), decodeIndex(index));
}

/** What operations say of themselves, each once, as a search is asked: the summary, else the name as words. */
export function ownQueries(api: Api): Queries {
  const texts = new Set(
    api.operations.map((operation) => summaryOf(operation) || words(operation)),
  );
  return { source: "summaries", texts: [...texts] };
}

/** The default answers to the queries: all of golden ones, else of an even sample. */
export function searchAnswers(search: Search, { source, texts }: Queries): Texts {
  const asked = source === "golden" ? texts : sampleOf(texts, ASKED_SUMMARIES);
  return textsOf(
    asked.map((query) => sizeOf(search.answer({ query }))),
    texts.length,
  );
}

/** The answers to operations by their exact names: all of a few, else of an even sample. */
export function operationAnswers(search: Search, operations: readonly Operation[]): Texts {
  const asked = sampleOf(operations, ASKED_NAMES);
  return textsOf(
    asked.map(({ id }) => sizeOf(search.answer({ query: id }))),
    operations.length,
  );
}

/** The spread of measured sizes, of `of` texts that there are. */
export function textsOf(sizes: readonly Size[], of: number): Texts {
  return { ...sizeSpreadOf(sizes), measured: sizes.length, of };
}

/** `list for repo` of `issues.listForRepo`. */
function words({ namespace, name }: Operation): string {
  return `${name} ${namespace}`.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
}
