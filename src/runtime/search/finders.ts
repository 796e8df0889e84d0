import type { Operation } from "../api/api.js";

/** Names of query parameters that take words to look for. */
const WORDS = /^(q|s|query|search|search_?(query|term|text|string)|keywords?|term|text|name)$/i;

/** True when an operation finds things by words of the caller's: who knows a name and no id starts there. */
export function findsByWords({ effect, parameters }: Operation): boolean {
  return (
    effect === "read" &&
    parameters.some((parameter) => parameter.in === "query" && WORDS.test(parameter.name))
  );
}

/** Words in quotation marks, or a capital inside a sentence that begins no acronym. */
const NAME = /["“‘`][^"”’`]{2,}["”’`]|(?:^|\s)'[^']{2,}'|[a-z0-9,'’]\s+\p{Lu}\p{Ll}/u;

/** True when a request calls things by name, so that their ids have to be found first. */
export function namesThings(request: string): boolean {
  return NAME.test(request);
}
