import type { Api, Namespace, Operation } from "../runtime/api/api.js";

/** A namespace with its operations, in the order of the API. */
export interface NamespaceMembers {
  readonly namespace: Namespace;
  readonly operations: readonly Operation[];
}

/** The namespaces with their operations, in the order of the API. */
export function namespaceMembers(api: Api): readonly NamespaceMembers[] {
  const members = new Map<string, Operation[]>();
  for (const operation of api.operations) {
    const known = members.get(operation.namespace);
    if (known === undefined) members.set(operation.namespace, [operation]);
    else known.push(operation);
  }
  return api.namespaces.map((namespace) => ({
    namespace,
    operations: members.get(namespace.name) ?? [],
  }));
}

/** The same, the namespace with the most operations first. */
export function largestNamespaces(api: Api): readonly NamespaceMembers[] {
  return namespaceMembers(api).toSorted((a, b) => b.operations.length - a.operations.length);
}
