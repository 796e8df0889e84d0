import { singular, wordsOf } from "../../ir/words.js";
import type { Operation } from "../../runtime/api/api.js";
import { tokenise } from "../../runtime/search/tokenise.js";

/** The path of the collection that a path is, or has its last thing from: `/books/{id}` and `/books` have the same. */
export function collectionOf(path: string): string {
  return path.replace(/\/+$/, "").replace(/\/\{[^}]*\}$/, "");
}

/** The words of the last literal segment of a path, the last in the singular: `/repos/{owner}/{repo}/pull-requests` → pull, request. */
export function nounOf(path: string): readonly string[] {
  const words = segmentWords(path);
  return words.map((word, at) => (at === words.length - 1 ? singular(word) : word));
}

/** The words of the last literal segment of a path, as they are. */
export function segmentWords(path: string): readonly string[] {
  const segment = path.split("/").findLast((part) => part !== "" && !part.includes("{")) ?? "";
  return wordsOf(segment.replace(/\.\w+$/, ""));
}

/** True when two operations are about the same kind of thing, so that the one has little to tell beside the other. */
export function isSameNoun(left: Operation, right: Operation): boolean {
  const [one, other] = [left, right].map(({ path }) => tokenise(segmentWords(path).join(" ")));
  return one?.join() === other?.join();
}

/** A path of what is the caller's own, which every caller has: `/user/repos`, `/me/albums`. */
const OWN = /\/(me|my|self)(\/|$)|\/(user|users\/@me)\/[^{]/;

/** What it is worth that a read needs nothing and gives what the caller has to do with. */
export function ownBonus({ path }: Operation): number {
  return OWN.test(path) ? 3 : 0;
}
