import type { NormalisedOperation } from "../normalise/normalised.js";
import { literalSegments } from "./route-name.js";
import { isPlural, singular, wordsOf } from "./words.js";

const ARTICLES = new Set(["a", "an", "the"]);

/** Words that an id adds to a route without saying more than it. */
const ROUTE_FILLERS = new Set(["id", "by", "with", "and", "for", "in", "api", "path"]);

/**
 * True when an operationId only says again its method and path, as generators of ids write it:
 * `PostQuotesQuoteCancel`, `get_folders_id_metadata`.
 */
export function repeatsRoute(operationId: string, operation: NormalisedOperation): boolean {
  const match = /^(get|put|post|delete|options|head|patch|trace|query)/i.exec(operationId);
  if (
    match?.[0].toUpperCase() !== operation.method ||
    /^[a-z]/.test(operationId.slice(match[0].length))
  )
    return false;
  const said = wordsOf(operationId.slice(match[0].length)).map(singular);
  const literals = literalSegments(operation.path).flatMap(wordsOf).map(singular);
  const path = new Set([
    ...operation.path.split(/[/{}]/).flatMap(wordsOf).map(singular),
    ...ROUTE_FILLERS,
  ]);
  return said.every((word) => path.has(word)) && literals.every((word) => said.includes(word));
}

/** Verbs that ids begin with, besides HTTP's methods. What follows one is its object. */
const VERBS = new Set(
  (
    "get list read retrieve fetch find search query show describe view check count create add insert new make post put patch update edit change modify set replace upsert save delete remove " +
    "destroy clear cancel revoke enable disable activate deactivate start stop pause resume restart run execute send submit upload download export import copy move rename merge assign " +
    "unassign attach detach connect disconnect invite join leave accept reject approve decline validate verify test preview generate rotate reset restore archive unarchive lock unlock " +
    "subscribe unsubscribe publish transfer request review mark bulk batch"
  ).split(" "),
);

/** Verbs after which the namespace's own plural says nothing more. */
const LISTING_VERBS = new Set(["list", "search", "query", "find", "count"]);

/**
 * An operationId's words less the namespace's: `accounts, list, accounts` in `accounts` → list. The namespace is left out
 * where it stands first, and right after a verb; elsewhere it is part of what is said. After a verb a plural tells many from
 * one (`update rules`, `update rule`), so that it stays, unless the verb says so itself.
 */
export function methodFromId(
  idWords: readonly string[],
  namespaceWords: readonly string[],
  endsInVariable: "variable" | "literal",
): string[] {
  const namespace = new Set(namespaceWords.map(singular));
  const isNamespace = (word: string): boolean => namespace.has(singular(word));
  const words = idWords.filter((word) => !ARTICLES.has(word));
  const first = words.findIndex((word) => !isNamespace(word));
  if (first < 0) return [];
  const start = /^\d+$/.test(words[first] ?? "") && first + 1 < words.length ? first + 1 : first;
  const [verb = "", ...objects] = words.slice(start);
  if (!VERBS.has(verb)) return [verb, ...objects];
  const end = objects.findIndex((word) => !isNamespace(word));
  const left = end < 0 ? [] : objects.slice(end);
  const dropped = objects.at((end < 0 ? objects.length : end) - 1) ?? "";
  if (dropped === "" || end === 0 || !isPlural(dropped) || LISTING_VERBS.has(verb))
    return [verb, ...left];
  if (verb === "get" && left.length === 0) return [endsInVariable === "variable" ? "get" : "list"];
  return left.length === 0 && endsInVariable === "literal" ? [verb, ...objects] : [verb, ...left];
}
