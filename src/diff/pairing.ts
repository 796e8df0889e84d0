import type { Api, Operation } from "../runtime/api/api.js";

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

/** Recognises the operations of the old version in the new one. */
export function pairOperations(before: Api, after: Api): Pairing {
  const routes = new Map(before.operations.map((one) => [`${one.httpMethod} ${one.path}`, one]));
  const pairs: Pair[] = [];
  const added: Operation[] = [];
  for (const operation of after.operations) {
    const route = `${operation.httpMethod} ${operation.path}`;
    const old = routes.get(route);
    routes.delete(route);
    if (old === undefined) added.push(operation);
    else pairs.push({ before: old, after: operation, kind: "same" });
  }
  return { pairs, removed: [...routes.values()], added };
}
