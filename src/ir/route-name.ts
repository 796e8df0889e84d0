import { textAt } from "../normalise/json.js";
import type { NormalisedOperation } from "../normalise/normalised.js";
import { camelCase, isPlural, singular, wordsOf } from "./words.js";

/** The path's segments that are neither variables nor a version nor `api`; of `thumbnail.{extension}`, what stands before the variable. */
export function literalSegments(path: string): string[] {
  return segmentsOf(path)
    .filter(isLiteral)
    .map((segment) => segment.split("{")[0] ?? "");
}

/** Vendors also tell operations of one path apart by a custom method (`{id}:cancel`), a fragment or a query: these count as segments. */
function segmentsOf(path: string): string[] {
  return path.split(/[/#?&:]/).filter((segment) => segment !== "");
}

export function versionSegments(path: string): string[] {
  return path.split("/").filter(isVersion);
}

/** `v1`, `v2.1`, `v1beta1`, `2024-01`. */
function isVersion(segment: string): boolean {
  return (
    /^v\d+([._-]\d+)*((alpha|beta|rc)\d*)?$/i.test(segment) ||
    /^\d+(\.\d+)+$/.test(segment) ||
    /^\d{4}-\d{2}(-\d{2})?$/.test(segment)
  );
}

function isLiteral(segment: string): boolean {
  const words = wordsOf(segment.split("{")[0] ?? "");
  return words.length > 0 && !isVersion(segment) && !/^apis?$/i.test(segment);
}

/** Last words of a path that say what is done, not what it is done to. */
const ACTIONS = new Set(
  (
    "accept activate add advance approve archive ask attach authorize block cancel capture check clear clone close complete compare confirm connect convert copy count deactivate decline detach " +
    "disable disconnect download duplicate enable execute expire export finalize follow generate import install invite invoke join leave list lock login logout mark merge move mute " +
    "pause pay ping preview process publish purge query reactivate redeem refresh refund reject release remove rename reopen reorder replace reply reset resend resolve restart restore " +
    "resume retry return reverse revoke rotate run search send share start stop submit subscribe suspend sync terminate test transfer trigger unarchive unblock undo uninstall unlock unpublish " +
    "unsubscribe update upload validate verify void watch"
  ).split(" "),
);

/** Actions that are as often nouns: with another word behind them (`test_clocks`) they are taken for one. */
const NOUNS_TOO = new Set("copy count list process run search share sync test watch".split(" "));

function saysAction(words: readonly string[]): boolean {
  const [first = ""] = words;
  return ACTIONS.has(first) && (words.length === 1 || !NOUNS_TOO.has(first));
}

/** Method name from verb and path shape (`list get create update replace delete`) plus the segments that the namespace does not say. */
export function methodFromRoute(
  operation: NormalisedOperation,
  namespaceWords: readonly string[],
): string[] {
  const segments = segmentsOf(operation.path);
  const last = segments.length - 1;
  const isVariable = (index: number): boolean => segments[index]?.startsWith("{") === true;
  const namespace = new Set(namespaceWords.map(singular));
  const objects = segments.flatMap((segment, index) => {
    if (!isLiteral(segment)) return [];
    const words = wordsOf(segment.split("{")[0] ?? "");
    if (words.every((word) => namespace.has(singular(word)))) return [];
    const isAction = index === last && operation.method !== "DELETE" && saysAction(words);
    // What a variable follows is one of its kind.
    const isOne = isVariable(index + 1) || (index === last && operation.method === "POST");
    return [{ words: isOne && !isAction ? singularPhrase(words) : words, isAction }];
  });
  const action = objects.at(-1);
  if (action?.isAction) {
    return [...action.words, ...objects.slice(0, -1).flatMap(({ words }) => words)];
  }
  // Two variables in a row: the second one tells this operation from the one that ends in the first.
  const by =
    isVariable(last) && isVariable(last - 1) ? ["by", ...wordsOf(segments[last] ?? "")] : [];
  const verb = verbOf(operation, segments[last] ?? "", isVariable(last));
  return [verb, ...objects.flatMap(({ words }) => words), ...by];
}

function verbOf(operation: NormalisedOperation, last: string, endsInVariable: boolean): string {
  switch (operation.method) {
    case "GET":
      return !endsInVariable && (isPlural(wordsOf(last).at(-1) ?? "") || returnsArray(operation))
        ? "list"
        : "get";
    case "POST":
      return endsInVariable ? "update" : "create";
    case "PUT":
      return "replace";
    case "PATCH":
      return "update";
    default:
      return camelCase(wordsOf(operation.method.toLowerCase())) || "call";
  }
}

function returnsArray(operation: NormalisedOperation): boolean {
  const success = operation.responses.find(({ status }) => status.startsWith("2"));
  return (success?.contents ?? []).some(
    (content) => content.kind === "schema" && textAt(content.schema?.value, "type") === "array",
  );
}

function singularPhrase(words: readonly string[]): string[] {
  return words.map((word, index) => (index === words.length - 1 ? singular(word) : word));
}
