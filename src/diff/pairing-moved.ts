import type { Operation } from "../runtime/api/api.js";
import { pathSimilarity, unversionedSegments } from "./pairing-path.js";

/** What an operation must have in common with another one to be the same; nothing when the rule does not apply to it. */
interface Evidence {
  readonly keyOf: (operation: Operation) => string | undefined;
  /** How alike the paths must be, from 0 to 1. */
  readonly similarity: number;
}

/** From the surest to the least sure. */
const EVIDENCE: readonly Evidence[] = [
  {
    keyOf: ({ operationId, httpMethod }) => operationId && `${httpMethod} ${operationId}`,
    similarity: 0,
  },
  { keyOf: ({ operationId }) => operationId, similarity: 0.25 },
  { keyOf: unversionedRoute, similarity: 1 },
  { keyOf: ({ id, httpMethod }) => `${httpMethod} ${id}`, similarity: 0.5 },
  { keyOf: ({ id }) => id, similarity: 0.8 },
];

/** How alike the paths of operations of one shape must be; more where their operationIds say that they are two. */
const SHAPE_SIMILARITY = 0.5;
const RENAMED_SIMILARITY = 0.75;
/** Operations of one shape that are compared with each other; where there are more, a shape tells nothing. */
const MAX_OF_ONE_SHAPE = 48;

/** Of operations whose route is only in one version: new operation → the old one that moved there. */
export function pairMoved(
  removed: readonly Operation[],
  added: readonly Operation[],
): ReadonlyMap<Operation, Operation> {
  const found = new Map<Operation, Operation>();
  const taken = new Set<Operation>();
  const take = (before: Operation, after: Operation): void => {
    found.set(after, before);
    taken.add(before);
  };
  const left = () => removed.filter((operation) => !taken.has(operation));
  const right = () => added.filter((operation) => !found.has(operation));
  for (const { keyOf, similarity } of EVIDENCE) {
    const old = grouped(left(), keyOf);
    for (const [key, [after, ...others]] of grouped(right(), keyOf)) {
      const [before, ...rivals] = old.get(key) ?? [];
      if (before === undefined || after === undefined) continue;
      if (others.length + rivals.length > 0) continue;
      if (pathSimilarity(before.path, after.path) >= similarity) take(before, after);
    }
  }
  const shapes = grouped(left(), shapeOf);
  for (const [shape, candidates] of grouped(right(), shapeOf)) {
    const old = shapes.get(shape) ?? [];
    if (Math.max(old.length, candidates.length) > MAX_OF_ONE_SHAPE) continue;
    for (const after of candidates) {
      const before = mostSimilar(after, old);
      if (before !== undefined && mostSimilar(before, candidates) === after) take(before, after);
    }
  }
  return found;
}

function grouped(
  operations: readonly Operation[],
  keyOf: (operation: Operation) => string | undefined,
): ReadonlyMap<string, readonly Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [operation]);
    else group.push(operation);
  }
  return groups;
}

/** The one whose path is most like that of `operation`; nothing when none is alike enough, or two are equally so. */
function mostSimilar(
  { path, operationId }: Operation,
  candidates: readonly Operation[],
): Operation | undefined {
  let best: Operation | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const similarity = pathSimilarity(path, candidate.path);
    const isRenamed = operationId !== undefined && candidate.operationId !== undefined;
    const least = isRenamed ? RENAMED_SIMILARITY : SHAPE_SIMILARITY;
    if (similarity < Math.max(least, most)) continue;
    best = similarity === most ? undefined : candidate;
    most = similarity;
  }
  return best;
}

/** `GET pets/{}`, whichever version the path says. */
function unversionedRoute({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${unversionedSegments(path).join("/")}`;
}

/** Equal for operations that take and give the same. Path parameters count, whatever their names. */
function shapeOf({ httpMethod, parameters, body, result }: Operation): string {
  const named = parameters.filter((parameter) => parameter.in !== "path");
  return JSON.stringify([
    httpMethod,
    parameters.length - named.length,
    named
      .map(({ name, type }) => [name, type])
      .sort(([left = ""], [right = ""]) => (left < right ? -1 : 1)),
    body?.contents.map(({ mediaType, type }) => [mediaType, type]),
    result,
  ]);
}
