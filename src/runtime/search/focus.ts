import type { Operation } from "../api/api.js";
import { isGenericVerb } from "./actions.js";
import type { SearchIndex } from "./format.js";
import { rarityOf } from "./rarity.js";
import { findTerm } from "./terms.js";
import { tokenise, wordsOf } from "./tokenise.js";

/** What an operation is about: the terms of its name and of what its path ends in, without verbs such as `get` and without `all`. */
export interface Focus {
  /** How much of it the terms (positions in `SearchIndex.terms`) name, from 0 to 1; rare terms count more. */
  shareOf(terms: ReadonlySet<number>): number;
}

/** Reads what operations are about. */
export function createFocusReader(index: SearchIndex): (operation: Operation) => Focus {
  const rarities = new Map<number, number>();
  const rarity = (at: number) => {
    const found = rarities.get(at);
    if (found !== undefined) return found;
    const made = rarityOf(index.postings(at, "naming").operations.length, index.operations);
    rarities.set(at, made);
    return made;
  };
  return (operation) => readFocus(operation, index, rarity);
}

function readFocus(
  operation: Operation,
  index: SearchIndex,
  rarity: (at: number) => number,
): Focus {
  const nouns = wordsOf(operation.name).filter((word) => !isGenericVerb(word) && word !== "all");
  const end = operation.path.split("/").findLast((segment) => /^[^{}]+$/.test(segment)) ?? "";
  const rarities = new Map<number, number>();
  for (const term of tokenise(`${nouns.join(" ")} ${end}`)) {
    const at = findTerm(index.terms, term);
    if (at !== undefined) rarities.set(at, rarity(at));
  }
  const total = [...rarities.values()].reduce((sum, rarity) => sum + rarity, 0);
  return {
    shareOf(terms) {
      let named = 0;
      for (const [at, rarity] of rarities) if (terms.has(at)) named += rarity;
      return total === 0 ? 0 : named / total;
    },
  };
}
