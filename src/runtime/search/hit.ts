import type { Operation } from "../api/api.js";

/** An operation of a page, and why it is there. */
export interface Hit {
  readonly operation: Operation;
  /** How well it matches: scores of one query compare with each other only. A supplier's own may be 0. */
  readonly score: number;
  /** Operations that do the same in another place, and have no place of their own: `/users/{id}/repos` beside `/user/repos`. */
  readonly twins: readonly Operation[];
  /** Set when it stands here because its result has values for arguments of the hit before it. */
  readonly supplies?: Supply;
}

/** What a supplier is there for. */
export interface Supply {
  /** The id of the operation that needs the value. */
  readonly operation: string;
  /** Its argument; `body.field` for a field of the body. */
  readonly argument: string;
  /** Where in the supplier's result, as in `Supplier.at`. */
  readonly at: string;
}
