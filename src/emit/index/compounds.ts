import type { Operation } from "../../runtime/api/api.js";
import { stem } from "../../runtime/search/stem.js";
import { wordsOf } from "../../runtime/search/tokenise.js";

/** Words of a compound at most, and letters of one at least. */
const MAX_WORDS = 4;
const MIN_LETTERS = 6;
/** Characters of a description that are read. */
const MAX_DESCRIPTION = 400;

/**
 * Compounds in names that the document itself writes apart elsewhere: `persistentvolumeclaims`, because it says "persistent volume claim"
 * or `PersistentVolumeClaim` too. The stem of the compound → its words with spaces between them.
 */
export function learnCompounds(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const names = new Set(operations.flatMap(namesOf));
  const parts = new Set([...names].flatMap(wordsOf));
  const joined = new Set([...parts].filter((word) => word.length >= MIN_LETTERS).map(stem));
  const learnt = new Map<string, string>();
  const tried = new Set<string>();
  for (const text of new Set(operations.flatMap(textsOf))) {
    const words = wordsOf(text);
    for (const start of words.keys()) {
      let together = words[start] ?? "";
      for (let end = start + 1; end < Math.min(words.length, start + MAX_WORDS); end += 1) {
        together += words[end];
        if (together.length < MIN_LETTERS || tried.has(together)) continue;
        tried.add(together);
        const known = stem(together);
        if (joined.has(known) && !learnt.has(known))
          learnt.set(known, words.slice(start, end + 1).join(" "));
      }
    }
  }
  return learnt;
}

function namesOf({ name, operationId = "", path, tags = [] }: Operation): string[] {
  return [name, operationId, ...path.split("/"), ...tags];
}

function textsOf({ name, operationId, tags = [], summary, description }: Operation): string[] {
  return [
    name,
    operationId ?? "",
    ...tags,
    summary ?? "",
    (description ?? "").slice(0, MAX_DESCRIPTION),
  ];
}
