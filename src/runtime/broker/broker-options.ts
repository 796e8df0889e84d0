import type { ApiLookup } from "../api/lookup.js";
import type { Credentials } from "../client/credential.js";
import type { RetryPolicy } from "../client/retry.js";
import type { PolicyOverrides } from "./policy.js";
import type { Queue } from "./queue.js";

/** What a broker is made of. */
export interface BrokerOptions {
  readonly lookup: ApiLookup;
  /** From the operator; instead of the document's servers, for every operation. */
  readonly baseUrl?: string | undefined;
  readonly credentials?: Credentials | undefined;
  readonly policy: PolicyOverrides;
  /** Looks at the address that it connects to, where the platform does not: on Workers there is no private network to reach. */
  readonly fetch: typeof fetch;
  /** Milliseconds for one call with its retries; 30,000 unless said. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** For the calls of all runs together, beside each run's own `concurrentCalls`; several brokers may share one. A queue of its own unless said. */
  readonly queue?: Queue;
}
