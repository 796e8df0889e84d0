import type { HostFunctions } from "../../src/runtime/sandbox/executor.js";
import { ESCAPE, TAMPERING } from "./escaping-cases.js";
import { EXHAUSTION, MEMORY, TRAFFIC, WAITING } from "./exhausting-cases.js";
import type { AbuseCase } from "./expected.js";
import { BYTES, ITERATION } from "./iterating-cases.js";

/** What a snippet is told of the canaries: where they are, not what they hold. */
export interface CanaryPlaces {
  readonly variable: string;
  readonly file: string;
  readonly port: number;
}

export const OPERATIONS = { canary: ["places"], demo: ["echo", "wait", "large", "fail", "text"] };

/** The API of the suite: `api.demo.echo(args)`, `api.demo.wait({ ms })`, `api.demo.large({ bytes })`, `api.demo.fail()`; `api.demo.text({ text })` answers with that JSON text. */
export function abuseHost(places: CanaryPlaces): HostFunctions {
  return {
    async call(operation, argsJson) {
      const args: { readonly ms?: number; readonly bytes?: number; readonly text?: string } =
        JSON.parse(argsJson);
      switch (operation) {
        case "canary.places":
          return { kind: "value", json: JSON.stringify(places) };
        case "demo.echo":
          return { kind: "value", json: argsJson };
        case "demo.wait":
          await new Promise((resolve) => setTimeout(resolve, args.ms));
          return { kind: "value" };
        case "demo.large":
          return { kind: "value", json: JSON.stringify("x".repeat(args.bytes ?? 0)) };
        case "demo.text":
          return { kind: "value", json: args.text ?? "" };
        case "demo.fail":
          return { kind: "error", name: "ApiError", message: "404", data: '{"status":404}' };
        default:
          return { kind: "error", name: "OperationError", message: `No operation ${operation}` };
      }
    },
    raw: async () => ({ kind: "value", json: "{}" }),
    // Pages without end, of one item; a cursor that nobody gave is refused, as the broker does.
    async iterate(kind, operation, argsJson, cursor) {
      if (cursor !== "" && cursor !== `${kind} ${operation}`) {
        return { kind: "error", name: "RangeError", message: "No such cursor" };
      }
      const item = cursor === "" ? JSON.parse(argsJson) : "more";
      return {
        kind: "value",
        json: JSON.stringify({ items: [item], cursor: `${kind} ${operation}` }),
      };
    },
    release: async () => ({ kind: "value" }),
    search: async (queryJson) => ({ kind: "value", json: queryJson }),
    result: async () => ({ kind: "error", name: "RangeError", message: "No such result" }),
  };
}

/** Every case, with the time limit that bounds it: wall time where the case sets one, else CPU time. */
export const ABUSE_CASES: readonly AbuseCase[] = [
  ...EXHAUSTION,
  ...MEMORY,
  ...TRAFFIC,
  ...WAITING,
  ...ESCAPE,
  ...TAMPERING,
  ...BYTES,
  ...ITERATION,
].map((each) => ({ ...each, within: each.limits?.wallMs === undefined ? "cpuMs" : "wallMs" }));
