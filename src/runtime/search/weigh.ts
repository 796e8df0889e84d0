import type { Operation } from "../api/api.js";
import { type Action, actionsOf, actionsWanted } from "./actions.js";
import { createFocusReader } from "./focus.js";
import type { SearchIndex } from "./format.js";
import type { ResolvedTerm } from "./query-terms.js";
import { wordsMeantBy } from "./thesaurus.js";
import { wordsOf } from "./tokenise.js";

/** What becomes of an operation's score when the query has a verb, by whether that is what the operation does. */
const SAME_ACTION_FACTOR = 1.2;
const OTHER_ACTION_FACTOR = 0.9;
/** What remains for an operation that deletes when nothing in the query asks for that: nobody means it without saying so. */
const UNASKED_DELETION_FACTOR = 0.6;
/** What it gains when the query names all that it is about; less when its name says more than the query. */
const FOCUS_GAIN = 0.5;
const DEPRECATED_FACTOR = 0.85;

/** A factor for an operation's score. */
export type Weighing = (operation: Operation) => number;

/** Weighs operations for a query by what they do, are about, and whether they are still to be used. Each is read once for all queries. */
export function createWeigher(
  index: SearchIndex,
): (query: string, terms: readonly ResolvedTerm[]) => Weighing {
  const focusOf = createFocusReader(index);
  return (query, terms) => {
    const words = new Set(wordsOf(query));
    const wanted = actionsWanted(`${query} ${wordsMeantBy(query)}`);
    const named = new Set(terms.flatMap(({ variants }) => variants.map(({ at }) => at)));
    return (operation) => {
      const focus = 1 + FOCUS_GAIN * focusOf(operation).shareOf(named);
      const age = operation.deprecated ? DEPRECATED_FACTOR : 1;
      return focus * age * actionFactor(operation, wanted, words);
    };
  };
}

function actionFactor(
  operation: Operation,
  wanted: ReadonlySet<Action>,
  words: ReadonlySet<string>,
): number {
  const does = actionsOf(operation);
  if (does.has("delete") && !wanted.has("delete")) {
    // `unstar` is asked for by its own name.
    const [verb = ""] = wordsOf(operation.name);
    if (!words.has(verb)) return UNASKED_DELETION_FACTOR;
  }
  if (wanted.size === 0) return 1;
  return [...does].some((action) => wanted.has(action)) ? SAME_ACTION_FACTOR : OTHER_ACTION_FACTOR;
}
