import type { Limits } from "../api/api.js";
import { Failure } from "./failure.js";

/** The limits that the broker keeps. */
type CountedLimit = "calls" | "requestBytes" | "responseBytes" | "runBytes";

const PHRASES: { readonly [L in CountedLimit]: string } = {
  calls: "calls in one run",
  requestBytes: "bytes in one request",
  responseBytes: "bytes in one answer",
  runBytes: "bytes of requests and answers in one run",
};

/** The error of a limit that is used up; its data has the limit's name. */
export function limitFailure(limit: CountedLimit, most: number): Failure {
  return new Failure("LimitExceeded", `More than ${most} ${PHRASES[limit]}`, { limit, most });
}

/** Counts what one run uses. Its methods throw the `LimitExceeded` failure. */
export interface Meter {
  countCall(): void;
  countBytes(bytes: number): void;
  /** The run-wide limit that was hit first. */
  exceeded(): "calls" | "runBytes" | undefined;
}

export function createMeter(limits: Limits): Meter {
  let calls = 0;
  let bytes = 0;
  let first: "calls" | "runBytes" | undefined;
  const exceed = (limit: "calls" | "runBytes"): never => {
    first ??= limit;
    throw limitFailure(limit, limits[limit]);
  };
  return {
    countCall() {
      calls += 1;
      if (calls > limits.calls) exceed("calls");
    },
    countBytes(more) {
      bytes += more;
      if (bytes > limits.runBytes) exceed("runBytes");
    },
    exceeded: () => first,
  };
}
