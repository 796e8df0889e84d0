import { isReservedNamespace } from "../../ir/reserved-names.js";
import { camelCase, wordsOf } from "../../ir/words.js";
import type { Api, Operation } from "../../runtime/api/api.js";
import type { Type } from "../../runtime/api/types.js";
import { nounOf, segmentWords } from "./collection.js";

/** Gives the variables of one snippet their names: each another one, and none that the snippet has already. */
export interface VariableNames {
  /** A thing that an operation gives, by its type where that has a plain name, else by the path: `comment`. */
  one(operation: Operation, type: Type): string;
  /** Several of them: `comments`. */
  many(operation: Operation, type: Type): string;
  /** This name, or one that is free. */
  named(name: string): string;
}

/** Names that a snippet has in scope beside the client. */
const SCOPE = ["search", "results", "console", "error"];
/** Of a longer name nobody sees what it is. */
const MAX_NAME = 24;
const FREE = ["item", "entry", "one", "other", "another"];
const FREE_MANY = ["items", "entries", "many", "others"];

export function variableNames({ name }: Api): VariableNames {
  const taken = new Set([name, ...SCOPE]);
  const named = (wanted: string, others: readonly string[] = FREE): string => {
    const usable = wanted.length > 0 && wanted.length <= MAX_NAME && !isReservedNamespace(wanted);
    const free = usable && !taken.has(wanted) ? wanted : others.find((other) => !taken.has(other));
    const chosen = free ?? `item${taken.size}`;
    taken.add(chosen);
    return chosen;
  };
  return {
    named: (wanted) => named(wanted),
    one: ({ path }, type) => named(camelCase(typeNoun(type) ?? nounOf(path))),
    many({ path }, type) {
      const noun = typeNoun(type);
      return named(
        camelCase(noun === undefined ? segmentWords(path) : noun.map(plural)),
        FREE_MANY,
      );
    },
  };
}

/** The noun that a type's name is, if it is one word. */
function typeNoun(type: Type): readonly string[] | undefined {
  const words = type.kind === "ref" ? wordsOf(type.name) : [];
  return words.length === 1 ? words : undefined;
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
