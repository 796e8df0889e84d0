import type { ApiLookup } from "../api/lookup.js";
import type { RunOutcomeName, RunWatch } from "../audit/run-watch.js";
import { watchedRun } from "../audit/watched-run.js";
import type { Broker, BrokerRun } from "../broker/broker.js";
import type { CallRecord } from "../broker/call-log.js";
import { checkSnippet } from "../check/check-snippet.js";
import type { Misuse } from "../check/misuse.js";
import type { TypeCheck } from "../check/type-check.js";
import { typeMisuses } from "../check/type-misuse.js";
import type {
  Executor,
  HostFunctions,
  HostReply,
  Program,
  RunOutcome,
} from "../sandbox/executor.js";
import type { Search } from "../search/answer.js";
import type { Caller } from "../state/state-store.js";
import { type Answer, failureAnswer, traceOf, valueAnswer } from "./answer.js";
import { counted } from "./bounded-json.js";
import { outcomeFailure, refusedFailure } from "./failure.js";
import { misuseFailure } from "./misuse-failure.js";
import type { Results } from "./results.js";
import { readSnippet } from "./snippet.js";
import type { StripTypes } from "./strip-types.js";

export interface ExecuteInput {
  readonly code: string;
  /** Whose results are read and kept. */
  readonly caller: Caller;
  /** Makes the calls, with the credentials of this caller. */
  readonly broker: Broker;
  /** Sees the run. */
  readonly watch: RunWatch;
}

/** How far a run is: told after every call. */
export interface Progress {
  readonly calls: number;
  /** The operation called last. */
  readonly operation: string;
}

export type Execute = (
  input: ExecuteInput,
  signal: AbortSignal,
  progress: (state: Progress) => void,
) => Promise<Answer>;

export interface ExecuteParts {
  readonly lookup: ApiLookup;
  readonly executor: Executor;
  /** Made on first use. */
  readonly search: () => Search;
  readonly results: (caller: Caller) => Results;
  readonly stripTypes: StripTypes;
  readonly typeCheck: TypeCheck;
  /** At most how many tokens a text of this API has. */
  readonly countTokens: (text: string) => number;
}

/** The `execute` tool: reads a snippet, checks how it uses the API, runs it in the sandbox, and answers within `limits.answerTokens`. Rejects only if a part is broken. */
export function createExecute(parts: ExecuteParts): Execute {
  const { lookup, executor } = parts;
  const { limits } = lookup.api;
  const names = programNames(lookup);
  const refuse = (code: string, message: string, line?: number): Executed =>
    refused(failureAnswer(refusedFailure(code, message, line), NO_TRACE, limits.answerTokens));
  const execute: (...given: Parameters<Execute>) => Promise<Executed> = async (
    { code, caller, broker, watch },
    signal,
    progress,
  ) => {
    const bytes = new TextEncoder().encode(code).length;
    if (bytes > limits.codeBytes) {
      return refuse(
        "",
        `The code has ${counted(bytes)} bytes; the limit (codeBytes) is ${counted(limits.codeBytes)}`,
      );
    }
    const snippet = await readSnippet(code, parts.stripTypes, signal);
    if (snippet.kind === "refused") return refuse(code, snippet.message, snippet.line);
    const misused = (misuses: readonly Misuse[]): Executed =>
      refused(failureAnswer(misuseFailure(code, misuses, lookup), NO_TRACE, limits.answerTokens));
    const certain = checkSnippet(snippet.program, lookup);
    if (certain.length > 0) return misused(certain);
    const verdict = await parts.typeCheck(snippet.typed, signal);
    if (verdict.kind === "refused") return refuse("", verdict.message);
    const mistyped = typeMisuses(verdict.findings, lookup);
    if (mistyped.length > 0) return misused(mistyped);
    const run = watchedRun(broker.start(limits, signal), lookup, watch);
    const results = parts.results(caller);
    const host = hostFunctions(parts, run, results, progress);
    const program = { ...names, code: snippet.code };
    const outcome = await executor.run(program, host, limits, signal).finally(run.close);
    const trace = traceOf(outcome, run);
    const answer =
      outcome.kind === "value"
        ? await valueAnswer(outcome.json, trace, limits.answerTokens, results, parts.countTokens)
        : failureAnswer(outcomeFailure(outcome, code, lookup), trace, limits.answerTokens);
    return { answer, outcome: outcomeName(outcome), calls: trace.calls };
  };
  return async (input, signal, progress) => {
    let ended: Executed = { answer: { isError: true, text: "" }, outcome: "broken", calls: [] };
    try {
      ended = await execute(input, signal, progress);
      return ended.answer;
    } finally {
      const { outcome, calls, answer } = ended;
      input.watch.end({ outcome, calls, answer: answer.text });
    }
  };
}

/** An answer, and what it came of. */
interface Executed {
  readonly answer: Answer;
  readonly outcome: RunOutcomeName;
  readonly calls: readonly CallRecord[];
}

function refused(answer: Answer): Executed {
  return { answer, outcome: "refused", calls: [] };
}

function outcomeName(outcome: RunOutcome): RunOutcomeName {
  return outcome.kind === "exceeded" ? `exceeded ${outcome.limit}` : outcome.kind;
}

const NO_TRACE = { console: [], consoleDropped: 0, calls: [], notes: [] };

function hostFunctions(
  { search }: ExecuteParts,
  run: BrokerRun,
  results: Results,
  progress: (state: Progress) => void,
): HostFunctions {
  const told = async (operation: string, reply: Promise<HostReply>): Promise<HostReply> => {
    const settled = await reply;
    progress({ calls: run.calls().length, operation });
    return settled;
  };
  return {
    call: (operation, argsJson, signal) => told(operation, run.call(operation, argsJson, signal)),
    raw: (operation, argsJson, optionsJson, signal) =>
      told(operation, run.raw(operation, argsJson, optionsJson, signal)),
    iterate: (kind, operation, argsJson, cursor, signal) =>
      told(operation, run.iterate(kind, operation, argsJson, cursor, signal)),
    release: async (cursor) => {
      run.release(cursor);
      return { kind: "value" };
    },
    search: async (queryJson) => {
      const query = searchQuery(JSON.parse(queryJson));
      if (query === undefined) {
        return errorReply("TypeError", 'search takes words: search("list issues")');
      }
      return { kind: "value", json: JSON.stringify(search().find({ query })) };
    },
    result: async (id) => {
      const json = await results.get(id);
      return json === undefined
        ? errorReply(
            "RangeError",
            "No result has this id: it was never kept, is too old, or newer ones took its place",
          )
        : { kind: "value", json };
    },
  };
}

/** `search("words")` or `search({ query: "words" })`. */
function searchQuery(input: unknown): string | undefined {
  if (typeof input === "string") return input;
  const isRecord = typeof input === "object" && input !== null && "query" in input;
  return isRecord && typeof input.query === "string" ? input.query : undefined;
}

function errorReply(name: string, message: string): HostReply {
  return { kind: "error", name, message };
}

function programNames({ api }: ApiLookup): Omit<Program, "code"> {
  const operations = new Map<string, string[]>(api.namespaces.map(({ name }) => [name, []]));
  for (const { namespace, name } of api.operations) operations.get(namespace)?.push(name);
  return { apiName: api.name, operations: Object.fromEntries(operations) };
}
