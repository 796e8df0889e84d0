import type { HostFunctions } from "../../src/runtime/sandbox/executor.js";
import { ESCAPE, TAMPERING } from "./escaping-cases.js";
import { EXHAUSTION, MEMORY, TRAFFIC, WAITING } from "./exhausting-cases.js";
import type { AbuseCase } from "./expected.js";

/** What a snippet is told of the canaries: where they are, not what they hold. */
export interface CanaryPlaces {
  readonly variable: string;
  readonly file: string;
  readonly port: number;
}

export const OPERATIONS = { canary: ["places"], demo: ["echo", "wait", "large", "fail"] };

/** The API of the suite: `api.demo.echo(args)`, `api.demo.wait({ ms })`, `api.demo.large({ bytes })`, `api.demo.fail()`. */
export function abuseHost(places: CanaryPlaces): HostFunctions {
  return {
    async call(operation, argsJson) {
      const args: { readonly ms?: number; readonly bytes?: number } = JSON.parse(argsJson);
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
        case "demo.fail":
          return { kind: "error", name: "ApiError", message: "404", data: '{"status":404}' };
        default:
          return { kind: "error", name: "OperationError", message: `No operation ${operation}` };
      }
    },
    raw: async () => ({ kind: "value", json: "{}" }),
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
].map((each) => ({ ...each, within: each.limits?.wallMs === undefined ? "cpuMs" : "wallMs" }));
