import type { ApiRow, OperationRow } from "../api/row.js";
import { authorise, type Credentials, lacksCredentials } from "./auth.js";
import type { HttpRequest } from "./request.js";

/** The credentials of one API, applied to its requests. */
export interface Authoriser {
  /** The request with the credentials that its operation asks for, as far as they are there. May fetch a token first. */
  authorise(request: HttpRequest, row: OperationRow, signal: AbortSignal): Promise<HttpRequest>;
  /** After an answer of 401: true when new credentials were got, so that the request is worth sending again. */
  renew(row: OperationRow, signal: AbortSignal): Promise<boolean>;
  /** True when the operation asks for credentials and there are none that satisfy. */
  lacks(row: OperationRow): boolean;
  /** All that must not be seen outside: the given credentials and the tokens fetched with them. */
  secrets(): readonly string[];
}

export function createAuthoriser(
  api: ApiRow,
  credentials: Credentials | undefined,
  _fetch: typeof fetch,
): Authoriser {
  return {
    authorise: async (request, row) => authorise(request, api, row, credentials),
    renew: async () => false,
    lacks: (row) => lacksCredentials(api, row, credentials),
    secrets: () => [],
  };
}
