import type { Api, Operation } from "../runtime/api/api.js";
import { groundOf } from "./skill/ground.js";
import { best } from "./skill/snippet.js";

/** An operation to show `paginate` with: of those that have pages the one that stands best for the API. */
export function paginatedOperation(api: Api): Operation | undefined {
  const { reads, standing } = groundOf(api);
  const paged = [...reads, ...api.operations].filter(({ pagination }) => pagination !== undefined);
  return best(paged.map((operation) => ({ operation, score: standing(operation) })))?.operation;
}
