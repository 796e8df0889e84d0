import { ApiError } from "./errors.js";
import type { ClientHooks, RequestRecord } from "./hooks.js";
import type { Retry } from "./retry.js";

/** Calls a hook, if there is one; nothing that it does reaches the caller. */
function tell<Entry>(hook: ((record: Entry) => unknown) | undefined, record: Entry): void {
  if (hook === undefined) return;
  try {
    Promise.resolve(hook(record)).catch(() => undefined);
  } catch {
    // A log that fails is no failure of the call.
  }
}

/** What one call tells the hooks. */
export interface CallLog {
  /** A request goes out. */
  sent(): void;
  answered(status: number): void;
  retried(retry: Retry): void;
  failed(error: unknown): void;
}

/** The log of one call, which begins now. `url` is that before credentials. */
export function openLog(
  hooks: ClientHooks | undefined,
  call: Omit<RequestRecord, "attempt">,
): CallLog {
  const began = performance.now();
  let attempt = 0;
  let attemptBegan = began;
  return {
    sent() {
      attempt += 1;
      attemptBegan = performance.now();
      tell(hooks?.request, { ...call, attempt });
    },
    answered(status) {
      const durationMs = performance.now() - attemptBegan;
      tell(hooks?.response, { ...call, attempt, status, durationMs });
    },
    retried(retry) {
      tell(hooks?.retry, { ...call, attempt, ...retry });
    },
    failed(error) {
      if (attempt === 0) return;
      tell(hooks?.error, {
        ...call,
        attempt,
        error: error instanceof Error ? error.name : typeof error,
        ...(error instanceof ApiError && { status: error.status }),
        durationMs: performance.now() - began,
      });
    },
  };
}
