import { pathToFileURL } from "node:url";
import { buildGuest, quickjsWasm } from "../../../scripts/bundle-sandbox.mjs";
import { DEFAULT_LIMITS, type Limits } from "../../../src/runtime/api/api.js";
import { compileEngine } from "../../../src/runtime/node/thread-executor.js";
import type { CpuMeter } from "../../../src/runtime/sandbox/cpu-meter.js";
import { type Engine, prepareEngine } from "../../../src/runtime/sandbox/engine.js";
import type { HostFunctions, RunOutcome } from "../../../src/runtime/sandbox/executor.js";
import { runProgram } from "../../../src/runtime/sandbox/quickjs.js";

let engine: Promise<Engine> | undefined;

async function prepare(): Promise<Engine> {
  return prepareEngine(await compileEngine(pathToFileURL(quickjsWasm)), (await buildGuest()).text);
}

export interface Setting {
  readonly host?: Partial<HostFunctions>;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly meter?: CpuMeter;
}

const OPERATIONS = { issues: ["get", "list"], repos: ["get"] };

/** Answers every call with what it was asked. */
export const ECHO: HostFunctions = {
  call: async (operation, argsJson) => value({ operation, args: JSON.parse(argsJson) }),
  raw: async (operation, argsJson, optionsJson) =>
    value({ operation, args: JSON.parse(argsJson), options: JSON.parse(optionsJson) }),
  iterate: async (kind, operation, argsJson, cursor) =>
    value({ items: [{ kind, operation, argsJson, cursor }] }),
  release: async () => ({ kind: "value" }),
  search: async (queryJson) => value({ query: JSON.parse(queryJson) }),
  result: async (id) => value({ id }),
};

function value(of: unknown): { readonly kind: "value"; readonly json: string } {
  return { kind: "value", json: JSON.stringify(of) };
}

/** Runs `code` in this thread, with the API `github`. */
export async function run(code: string, setting: Setting = {}): Promise<RunOutcome> {
  engine ??= prepare();
  return runProgram(
    await engine,
    { code, apiName: "github", operations: OPERATIONS },
    { ...ECHO, ...setting.host },
    { ...DEFAULT_LIMITS, cpuMs: 2_000, wallMs: 5_000, ...setting.limits },
    setting.signal ?? new AbortController().signal,
    () => {},
    setting.meter,
  );
}

/** The value that `code` returns; fails if it ends in another way. */
export async function returned(code: string, setting: Setting = {}): Promise<unknown> {
  const outcome = await run(code, setting);
  if (outcome.kind !== "value") throw new Error(JSON.stringify(outcome));
  return outcome.json === undefined ? undefined : JSON.parse(outcome.json);
}

/** The error that `code` ends in; fails if it ends in another way. */
export async function errorOf(code: string, setting: Setting = {}) {
  const outcome = await run(code, setting);
  if (outcome.kind !== "thrown") throw new Error(JSON.stringify(outcome));
  return outcome.error;
}
