import { isObject, member, objectAt, textAt } from "../normalise/json.js";
import type { NormalisedOperation } from "../normalise/normalised.js";
import { isPlural, singular, wordsOf } from "./words.js";

/** The path's segments that are neither variables nor a version nor `api`. */
export function literalSegments(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => isLiteral(segment) && !isVersion(segment) && !/^apis?$/i.test(segment));
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
  return segment !== "" && !segment.includes("{") && wordsOf(segment).length > 0;
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

/** Method name from verb and path shape (`list get create update replace delete`) plus the segments that the namespace does not say. */
export function methodFromRoute(
  operation: NormalisedOperation,
  namespaceWords: readonly string[],
): string[] {
  const segments = operation.path.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1) ?? "";
  const endsInVariable = last.includes("{");
  const namespace = new Set(namespaceWords.map(singular));
  const objects = segments.flatMap((segment, index) => {
    if (!isLiteral(segment) || literalSegments(`/${segment}`).length === 0) return [];
    const words = wordsOf(segment);
    if (words.every((word) => namespace.has(singular(word)))) return [];
    // What a variable follows is one of its kind.
    const one =
      segments[index + 1]?.includes("{") === true ||
      (index === segments.length - 1 && operation.method === "POST");
    return [{ words: one ? singularPhrase(words) : words, last: index === segments.length - 1 }];
  });
  const action = objects.at(-1);
  if (action?.last && operation.method !== "DELETE" && ACTIONS.has(action.words[0] ?? "")) {
    return [...action.words, ...objects.slice(0, -1).flatMap(({ words }) => words)];
  }
  return [verbOf(operation, last, endsInVariable), ...objects.flatMap(({ words }) => words)];
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
      return operation.method.toLowerCase();
  }
}

function returnsArray(operation: NormalisedOperation): boolean {
  const success = operation.responses.find(({ status }) => status.startsWith("2"));
  const contents = Object.values(objectAt(success?.response.value, "content") ?? {});
  return contents.some(
    (content) => isObject(content) && textAt(member(content, "schema"), "type") === "array",
  );
}

function singularPhrase(words: readonly string[]): string[] {
  return words.map((word, index) => (index === words.length - 1 ? singular(word) : word));
}
