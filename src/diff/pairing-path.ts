import type { Operation } from "../runtime/api/api.js";

/** A path parameter of any name, in a segment or a part of one. */
const PARAMETER = /\{[^{}]*\}/g;
/** A segment that says which version of an API this is: `v2`, `v1beta1`, `2024-01-01`. */
const VERSION = /^(?:v\d[\w.-]*|\d{4}-\d{2}(?:-\d{2})?|\d+\.\d+(?:\.\d+)?)$/i;
/** Segments compared of a longer path: the comparison of two paths takes their product. */
const MAX_SEGMENTS = 24;

/** `GET /pets/{}`: the method and the path without the names of its parameters. */
export function anonymousRoute({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path.replace(PARAMETER, "{}")}`;
}

/** The names of a path's parameters, in order. */
export function pathParameters(path: string): readonly string[] {
  return (path.match(PARAMETER) ?? []).map((parameter) => parameter.slice(1, -1));
}

/** The segments of a path, parameters without their names, without those that say a version. */
export function unversionedSegments(path: string): readonly string[] {
  const segments = path.replace(PARAMETER, "{}").split("/");
  return segments.filter((segment) => segment !== "" && !VERSION.test(segment));
}

/**
 * How alike two paths are, from 0 to 1: the segments that they have in common, in order, of those of the longer one. Parameters do not count:
 * that two paths have one after each word tells nothing.
 */
export function pathSimilarity(left: string, right: string): number {
  const before = wordsOf(left);
  const after = wordsOf(right);
  const longer = Math.max(before.length, after.length);
  return longer === 0 ? 1 : commonSegments(before, after) / longer;
}

function wordsOf(path: string): readonly string[] {
  const words = unversionedSegments(path).filter((segment) => segment !== "{}");
  return words.slice(-MAX_SEGMENTS);
}

/** The length of the longest common subsequence. */
function commonSegments(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const segment of left) {
    const next = [0];
    right.forEach((other, at) => {
      const skipped = Math.max(row[at + 1] ?? 0, next[at] ?? 0);
      next.push(segment === other ? (row[at] ?? 0) + 1 : skipped);
    });
    row = next;
  }
  return row[right.length] ?? 0;
}
