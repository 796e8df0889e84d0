import type { Limits } from "../api/api.js";
import { Failure } from "./failure.js";

/** The limits that the broker keeps. */
type CountedLimit = "calls" | "requestBytes" | "responseBytes" | "runBytes";

/** What happened, and what to do about it. */
const PHRASES: { readonly [L in CountedLimit]: readonly [problem: string, advice: string] } = {
  calls: ["The run has more calls than", "Use fewer, or split the work over several runs"],
  requestBytes: ["The request has more bytes than", "Send less in one call"],
  responseBytes: [
    "The answer has more bytes than",
    "Its rest was not read: ask for smaller pages or fewer fields, or for a part by the Range header where the operation takes it",
  ],
  runBytes: [
    "The requests and answers of this run have more bytes than",
    "Ask for smaller pages and fewer fields, or split the work over several runs",
  ],
};

/** The error of a limit that is used up; its data has the limit's name. */
export function limitFailure(limit: CountedLimit, most: number): Failure {
  const [problem, advice] = PHRASES[limit];
  return new Failure("LimitExceeded", `${problem} the limit ${limit} allows, ${most}. ${advice}.`, {
    limit,
    most,
  });
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
