import type { Api, Operation } from "../runtime/api/api.js";

/** An operation to show `paginate` with: the first that has pages. */
export function paginatedOperation({ operations }: Api): Operation | undefined {
  return operations.find(({ pagination }) => pagination !== undefined);
}
