import type { Operation } from "../api/api.js";
import { type Action, actionsOf, actionsWanted } from "./actions.js";
import { createFocusReader, type Focus } from "./focus.js";
import type { SearchIndex } from "./format.js";
import type { ResolvedTerm } from "./query-terms.js";
import { breadthOf } from "./score.js";
import { wordsMeantBy } from "./thesaurus.js";
import { wordsOf } from "./tokenise.js";

/** What becomes of an operation's score when the query has a verb, by whether that is what the operation does. */
const SAME_ACTION_FACTOR = 1.2;
const OTHER_ACTION_FACTOR = 0.9;
/** How much less that is for a request that names one thing: its verb is a larger part of what it says. */
const NARROW_LOSS = 0.15;
/** What remains for an operation that deletes when nothing in the query asks for that: nobody means it without saying so. */
const UNASKED_DELETION_FACTOR = 0.6;
/** What it gains when the query names all that it is about; less when its name says more than the query. */
const FOCUS_GAIN = 0.5;
const DEPRECATED_FACTOR = 0.85;

/** A factor for an operation's score. */
export type Weighing = (operation: Operation) => number;

/** What weighing looks at. */
interface Reading {
  readonly focus: Focus;
  readonly does: readonly Action[];
  /** The first word of its name. */
  readonly verb: string;
  readonly age: number;
}

/** Weighs operations for a query by what they do, are about, and whether they are still to be used. Each is read once for all queries. */
export function createWeigher(
  index: SearchIndex,
): (query: string, terms: readonly ResolvedTerm[]) => Weighing {
  const focusOf = createFocusReader(index);
  const readings = new Map<Operation, Reading>();
  const read = (operation: Operation): Reading => {
    const known = readings.get(operation);
    if (known !== undefined) return known;
    const [verb = ""] = wordsOf(operation.name);
    const age = operation.deprecated ? DEPRECATED_FACTOR : 1;
    const reading = { focus: focusOf(operation), does: [...actionsOf(operation)], verb, age };
    readings.set(operation, reading);
    return reading;
  };
  return (query, terms) => {
    const words = new Set(wordsOf(query));
    const wanted = actionsWanted(`${query} ${wordsMeantBy(query)}`);
    const named = new Set(terms.flatMap(({ variants }) => variants.map(({ at }) => at)));
    const otherAction = OTHER_ACTION_FACTOR - NARROW_LOSS * (1 - breadthOf(terms));
    return (operation) => {
      const { focus, does, verb, age } = read(operation);
      return (1 + FOCUS_GAIN * focus.shareOf(named)) * age * actionFactor(does, verb);
    };

    function actionFactor(does: readonly Action[], verb: string): number {
      // `unstar` is asked for by its own name.
      if (does.includes("delete") && !wanted.has("delete") && !words.has(verb))
        return UNASKED_DELETION_FACTOR;
      if (wanted.size === 0) return 1;
      return does.some((action) => wanted.has(action)) ? SAME_ACTION_FACTOR : otherAction;
    }
  };
}
