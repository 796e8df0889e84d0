import type { MetTerms } from "./print-memory.js";
import { startMemory, tokenise } from "./tokenise.js";

/** The terms of a name, remembered. */
export type NameReader = (name: string) => readonly string[];

/** The terms of a request that are in what a name, a value or a type is called. */
export type WantedReader = (name: string) => readonly string[];

/** Names and values that are looked at; a longer one is none that a request has. */
const MAX_NAME = 200;
/** Names remembered: an API has fewer, unless it means harm. */
const MAX_REMEMBERED = 100_000;
/** Requests are read as far as this. */
const MAX_REQUEST = 2_000;
const NONE: readonly string[] = [];

export const nothingWanted: WantedReader = () => NONE;

export function createNameReader(): NameReader {
  let memory = startMemory();
  const known = new Map<string, readonly string[]>();
  return (name) => {
    if (name.length > MAX_NAME) return NONE;
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= MAX_REMEMBERED) {
      known.clear();
      memory = startMemory();
    }
    const terms = [...new Set(tokenise(name, memory))];
    known.set(name, terms);
    return terms;
  };
}

/** The terms of a request, for `createWantedReader`. */
export function termsWanted(request: string): ReadonlySet<string> {
  return new Set(tokenise(request.slice(0, MAX_REQUEST)));
}

/** Reads names with the terms of a request: `issue_title` is wanted by `titles of issues`. */
export function createWantedReader(terms: ReadonlySet<string>, read: NameReader): WantedReader {
  return terms.size === 0 ? nothingWanted : (name) => wantedOf(read(name), terms);
}

/** The same; adds to `met` the terms of every name that is read. */
export function createWatchedReader(
  terms: ReadonlySet<string>,
  read: NameReader,
  met: MetTerms,
): WantedReader {
  return (name) => {
    const own = read(name);
    if (own.length > 0) met.push(own);
    return wantedOf(own, terms);
  };
}

function wantedOf(own: readonly string[], terms: ReadonlySet<string>): readonly string[] {
  return own.some((term) => terms.has(term)) ? own.filter((term) => terms.has(term)) : NONE;
}

/** The terms without those of a name: what a request calls an operation says nothing of its arguments. */
export function without(
  terms: ReadonlySet<string>,
  name: string,
  read: NameReader,
): ReadonlySet<string> {
  const own = read(name);
  return new Set([...terms].filter((term) => !own.includes(term)));
}
