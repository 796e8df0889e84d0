import type { Api } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { watchAll } from "../../../src/runtime/audit/run-watch.js";
import { createBroker } from "../../../src/runtime/broker/broker.js";
import { noTypeCheck } from "../../../src/runtime/check/type-check.js";
import { createExecute } from "../../../src/runtime/execute/execute.js";
import { stripTypes } from "../../../src/runtime/execute/strip-types.js";
import type { Executor } from "../../../src/runtime/sandbox/executor.js";
import { LOCAL_CALLER } from "../../../src/runtime/state/state-store.js";
import type { MethodArguments } from "./arguments.js";

/** A call as a snippet makes it. */
export interface SnippetCall extends MethodArguments {
  readonly namespace: string;
  readonly name: string;
}

/** Thousands of calls in one run: the limits are those of a run that nobody watches. */
const LIMITS = {
  cpuMs: 120_000,
  wallMs: 300_000,
  memoryBytes: 512 * 2 ** 20,
  calls: 100_000,
  requestBytes: 64 * 2 ** 20,
  runBytes: 2 ** 30,
  answerTokens: 1_000_000,
} as const;

/** Calls of one run at most, and characters of their arguments. */
const BATCH = { calls: 400, characters: 1_500_000 } as const;

/** The calls are a kept result, as large as it may be; a snippet's own text is limited to what a model writes. */
const SNIPPET = (apiName: string) => `
  const refused = [];
  for (const { namespace, name, args, contentType } of await results.get("calls")) {
    const operation = ${apiName}[namespace][name];
    try {
      await (contentType === undefined ? operation(args) : ${apiName}.raw(operation, args, { contentType }));
      refused.push(null);
    } catch (error) {
      refused.push(error.name + ": " + error.message);
    }
  }
  return refused;`;

/**
 * Makes the calls, one after another, in snippets that `execute` runs in the sandbox: through the executor and the broker, whose policy allows everything.
 * Gives for each call what it was refused with, undefined where it was not.
 */
export async function callThroughExecute(
  api: Api,
  baseUrl: string,
  executor: Executor,
  calls: readonly SnippetCall[],
): Promise<readonly (string | undefined)[]> {
  const lookup = createLookup({ ...api, limits: { ...api.limits, ...LIMITS } });
  const broker = createBroker({
    lookup,
    baseUrl,
    policy: { allow: ["read", "write", "destructive"], deny: [] },
    fetch: globalThis.fetch,
    timeoutMs: 60_000,
    retry: { retries: 0 },
  });
  const run = async (kept: string): Promise<string> => {
    const execute = createExecute({
      lookup,
      executor,
      search: () => {
        throw new Error("no snippet here searches");
      },
      results: () => ({ keep: async () => undefined, get: async () => kept }),
      stripTypes: async (code) => stripTypes(code),
      typeCheck: noTypeCheck,
      countTokens: () => 1,
    });
    const never = new AbortController().signal;
    const { isError, text } = await execute(
      { code: SNIPPET(api.name), caller: LOCAL_CALLER, broker, watch: watchAll([]) },
      never,
      () => {},
    );
    if (isError) throw new Error(text.slice(0, 2_000));
    return text.split("\n")[1] ?? "";
  };
  const refused: (string | undefined)[] = [];
  for (const batch of batches(calls.map(asJson))) {
    const answers: unknown = JSON.parse(await run(`[${batch.join(",")}]`));
    if (!Array.isArray(answers) || answers.length !== batch.length) {
      throw new Error(`${batch.length} calls have the answers ${JSON.stringify(answers)}`);
    }
    refused.push(...answers.map((one) => (one === null ? undefined : String(one))));
  }
  return refused;
}

/** Bytes in the form in which they cross between host and guest. */
function asJson(call: SnippetCall): string {
  return JSON.stringify(call, (_, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString("base64") } : value,
  );
}

function batches(texts: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const last = found.at(-1);
    characters += text.length;
    const isFull =
      last === undefined || last.length >= BATCH.calls || characters > BATCH.characters;
    if (isFull) {
      found.push([text]);
      characters = text.length;
    } else last.push(text);
  }
  return found;
}
