import type { Api, Operation } from "../runtime/api/api.js";
import { pairMoved } from "./pairing-moved.js";
import { anonymousRoute } from "./pairing-path.js";

/** An operation that both versions have. */
export interface Pair {
  readonly before: Operation;
  readonly after: Operation;
  /** `same`: method and path are what they were, but for the names of path parameters. `moved`: recognised by its operationId or its shape. */
  readonly kind: "same" | "moved";
}

/** Which operation of the new version is which of the old one. */
export interface Pairing {
  /** In the order of the new version. */
  readonly pairs: readonly Pair[];
  /** In the order of the old version. */
  readonly removed: readonly Operation[];
  /** In the order of the new version. */
  readonly added: readonly Operation[];
}

/**
 * Recognises the operations of the old version in the new one: by method and path, then without the names of path parameters, then what
 * moved: by operationId, by name, by a path that says another version, by shape and a similar path. Each rule takes only what it finds
 * once on either side, so that the order of the documents decides nothing.
 */
export function pairOperations(before: Api, after: Api): Pairing {
  const found = new Map<Operation, Pair>();
  let old = before.operations;
  let rest = after.operations;
  for (const routeOf of [fullRoute, anonymousRoute]) {
    const routes = new Map(old.map((operation) => [routeOf(operation), operation]));
    for (const operation of rest) {
      const known = routes.get(routeOf(operation));
      if (known === undefined) continue;
      routes.delete(routeOf(operation));
      found.set(operation, { before: known, after: operation, kind: "same" });
    }
    const taken = new Set([...found.values()].map((pair) => pair.before));
    old = old.filter((operation) => !taken.has(operation));
    rest = rest.filter((operation) => !found.has(operation));
  }
  for (const [operation, known] of pairMoved(old, rest)) {
    found.set(operation, { before: known, after: operation, kind: "moved" });
  }
  const taken = new Set([...found.values()].map((pair) => pair.before));
  return {
    pairs: after.operations.flatMap((operation) => found.get(operation) ?? []),
    removed: old.filter((operation) => !taken.has(operation)),
    added: rest.filter((operation) => !found.has(operation)),
  };
}

function fullRoute({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}
