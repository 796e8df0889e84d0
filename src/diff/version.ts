import type { Budget } from "../emit/budget.js";
import type { Api } from "../runtime/api/api.js";

/** One of the two versions that are compared. Plain JSON: a thread hands it to another. */
export interface Version {
  /** As the user named it: a file, a folder, a URL, or `v1.2:openapi.yaml`. */
  readonly name: string;
  readonly api: Api;
  /** Hex SHA-256 of the document; absent where the version is no document. */
  readonly sha256?: string;
  /** What an agent pays for it. */
  readonly budget: Budget;
}
