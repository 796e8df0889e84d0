import type { Limits } from "../../src/runtime/api/api.js";
import type { RunOutcome } from "../../src/runtime/sandbox/executor.js";

/** One snippet that means harm, and what must come of it. */
export interface AbuseCase {
  readonly name: string;
  readonly code: string;
  readonly limits?: Partial<Limits>;
  /** The time limit that bounds the case. */
  readonly within: "cpuMs" | "wallMs";
  /** Any of these is a right end. */
  readonly ends: readonly Expected[];
}

export type Expected =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "thrown"; readonly message: RegExp }
  | {
      readonly kind: "exceeded";
      readonly limit: Extract<RunOutcome, { kind: "exceeded" }>["limit"];
    };

export const cpu: Expected = { kind: "exceeded", limit: "cpuMs" };
export const wall: Expected = { kind: "exceeded", limit: "wallMs" };
export const memory: Expected = { kind: "exceeded", limit: "memoryBytes" };
export const bytes: Expected = { kind: "exceeded", limit: "runBytes" };
export const calls: Expected = { kind: "exceeded", limit: "calls" };
export const stack: Expected = { kind: "thrown", message: /Maximum call stack size exceeded/ };

export function value(expected: unknown): Expected {
  return { kind: "value", value: expected };
}

export function thrown(message: RegExp): Expected {
  return { kind: "thrown", message };
}

/** Whether `outcome` is a right end of `abuse`. */
export function isExpected(abuse: AbuseCase, outcome: RunOutcome): boolean {
  return abuse.ends.some((expected) => matches(expected, outcome));
}

function matches(expected: Expected, outcome: RunOutcome): boolean {
  switch (expected.kind) {
    case "value":
      return outcome.kind === "value" && outcome.json === JSON.stringify(expected.value);
    case "thrown":
      return outcome.kind === "thrown" && expected.message.test(outcome.error.message);
    case "exceeded":
      return outcome.kind === "exceeded" && outcome.limit === expected.limit;
  }
}
