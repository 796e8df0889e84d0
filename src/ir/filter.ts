import type { Filter } from "../config.js";
import { isTrue } from "../normalise/json.js";
import type { NormalisedOperation } from "../normalise/normalised.js";

/** The operations that the configuration keeps: in some `include` filter, or there is none, and in no `exclude` filter. */
export function filterOperations(
  operations: readonly NormalisedOperation[],
  include: readonly Filter[],
  exclude: readonly Filter[],
): readonly NormalisedOperation[] {
  return operations.filter(
    (operation) =>
      (include.length === 0 || include.some((filter) => matches(operation, filter))) &&
      !exclude.some((filter) => matches(operation, filter)),
  );
}

function matches(operation: NormalisedOperation, filter: Filter): boolean {
  const tests: boolean[] = [];
  if (filter.tag !== undefined) tests.push(operation.tags.includes(filter.tag));
  if (filter.path !== undefined) tests.push(matchesPattern(filter.path, operation.path));
  if (filter.method !== undefined) tests.push(filter.method.toUpperCase() === operation.method);
  if (filter.operationId !== undefined)
    tests.push(matchesPattern(filter.operationId, operation.operationId ?? ""));
  if (filter["x-internal"] !== undefined)
    tests.push(isTrue(operation.value, "x-internal") === filter["x-internal"]);
  if (filter.deprecated !== undefined)
    tests.push(isTrue(operation.value, "deprecated") === filter.deprecated);
  return tests.every((holds) => holds);
}

/** `*` stands for anything within a path segment, `**` for anything. Linear in the length of both: no backtracking over more than one star. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, in_] = [0, 0];
  let star: { readonly pattern: number; text: number; readonly crosses: boolean } | undefined;
  while (in_ < text.length) {
    if (pattern.startsWith("**", at)) {
      star = { pattern: at + 2, text: in_, crosses: true };
      at += 2;
    } else if (pattern[at] === "*") {
      star = { pattern: at + 1, text: in_, crosses: star?.crosses ?? false };
      at += 1;
    } else if (at < pattern.length && pattern[at] === text[in_]) {
      at += 1;
      in_ += 1;
    } else if (star !== undefined && (star.crosses || text[star.text] !== "/")) {
      star.text += 1;
      at = star.pattern;
      in_ = star.text;
    } else return false;
  }
  return pattern.slice(at).replaceAll("*", "") === "";
}
