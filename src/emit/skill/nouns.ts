import { wordsOf } from "../../ir/words.js";
import type { Api } from "../../runtime/api/api.js";
import { tokenise } from "../../runtime/search/tokenise.js";

/** What is about a thing counts whole, what only goes by it this much. */
const PASSING = 0.2;
/** Of a longer noun nobody says it so. */
const MAX_NOUN = 30;
/** Words that are in the paths of any API. */
const GENERIC: ReadonlySet<string> = new Set(["api", "apis", "rest", "public", "proxy"]);
const VERSION = /^v?\d+([a-z]+\d*)?$/;

/**
 * What an API is about, in the words that a user would say: the collections that its paths choose one thing from, and its namespaces. Those that
 * the most operations are about come first.
 */
export function nounsOf({ operations }: Api): readonly string[] {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    const words = wordsOf(text).filter((word) => !VERSION.test(word) && !GENERIC.has(word));
    const noun = words.join(" ");
    if (noun.length < 3 || noun.length > MAX_NOUN) return;
    weights.set(noun, (weights.get(noun) ?? 0) + weight);
  };
  const choosing = new Set(operations.flatMap(({ path }) => chosenFrom(path)));
  for (const { path, namespace } of operations) {
    const collections = path.split("/").filter((segment) => choosing.has(segment));
    for (const collection of collections.slice(0, -1)) add(collection, PASSING);
    const last = collections.at(-1);
    if (last !== undefined) add(last, 1);
    // `coreV1` is a group of an API's versions, and nothing that a user would name.
    const isGroup = wordsOf(namespace).some((word) => VERSION.test(word));
    if (!isGroup || last === undefined) add(namespace, last === undefined ? 1 : PASSING * 2);
  }
  const ranked = [...weights].toSorted(([left, a], [right, b]) => b - a || (left < right ? -1 : 1));
  const known = new Set<string>();
  return ranked.flatMap(([noun]) => {
    const terms = tokenise(noun).join(" ");
    if (known.has(terms)) return [];
    known.add(terms);
    return [noun];
  });
}

/** The segments of a path that one thing is chosen from: `repos` of `/repos/{repo}/branches`. */
function chosenFrom(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.filter(
    (segment, at) => !segment.includes("{") && segments[at + 1]?.startsWith("{") === true,
  );
}
