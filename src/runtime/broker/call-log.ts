import type { Effect, Operation } from "../api/api.js";
import type { FailureName } from "./failure.js";

/** One call of a run. `bytes` are those of request and answer bodies; `milliseconds` include waiting and retries. */
export type CallRecord = {
  readonly operation: string;
  readonly effect: Effect;
  readonly bytes: number;
  readonly milliseconds: number;
} & (
  | { readonly kind: "pending" }
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "failed"; readonly error: FailureName }
);

type Outcome =
  | { readonly kind: "pending" }
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "failed"; readonly error: FailureName };

/** The entry of a call under way; what is said first stays. */
export interface CallEntry {
  answered(status: number, bytes: number): void;
  failed(error: FailureName): void;
}

export interface CallLog {
  open(operation: Operation): CallEntry;
  records(): readonly CallRecord[];
}

export function createCallLog(): CallLog {
  const records: (() => CallRecord)[] = [];
  return {
    open({ id, effect }) {
      const began = performance.now();
      let ended: number | undefined;
      let bytes = 0;
      let outcome: Outcome = { kind: "pending" };
      const end = (found: Outcome) => {
        if (ended !== undefined) return;
        ended = performance.now();
        outcome = found;
      };
      records.push(() => ({
        operation: id,
        effect,
        bytes,
        milliseconds: Math.round((ended ?? performance.now()) - began),
        ...outcome,
      }));
      return {
        answered(status, size) {
          bytes = size;
          end({ kind: "answered", status });
        },
        failed: (error) => end({ kind: "failed", error }),
      };
    },
    records: () => records.map((record) => record()),
  };
}
