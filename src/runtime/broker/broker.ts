import type { Limits } from "../api/api.js";
import { apiRowOf } from "../api/row.js";
import { createAuthoriser } from "../client/authoriser.js";
import { onAbort } from "../client/on-abort.js";
import type { HostReply } from "../sandbox/executor.js";
import { bodyJson, rawJson } from "./answer-json.js";
import type { BrokerOptions } from "./broker-options.js";
import { type CallRecord, createCallLog } from "./call-log.js";
import { type Answer, exchange } from "./exchange.js";
import { type Failure, failureOf } from "./failure.js";
import { createIterations } from "./iterations.js";
import { createMeter } from "./meter.js";
import { createNotes } from "./notes.js";
import {
  attempted,
  exchangeOf,
  type Host,
  perform,
  prepare,
  type Run,
  requestOf,
} from "./perform.js";
import { createCallQueue } from "./queue.js";
import { readRawOptions } from "./raw-options.js";
import { createRedactor, type Redactor } from "./redact.js";

/** The host side of every call: the only holder of credentials and network. */
export interface Broker {
  /** `signal` aborts all calls of the run. */
  start(limits: Limits, signal: AbortSignal): BrokerRun;
  /** A text without the secrets of this broker. */
  redact(text: string): string;
}

/** The calls of one run of a snippet. Its promises never reject. */
export interface BrokerRun {
  call(operationId: string, argsJson: string, signal: AbortSignal): Promise<HostReply>;
  raw(
    operationId: string,
    argsJson: string,
    optionsJson: string,
    signal: AbortSignal,
  ): Promise<HostReply>;
  /** The next page, or what has arrived of a stream: `{ items, cursor? }`. An empty cursor begins, and a cursor goes on where the last reply ended. */
  iterate(
    kind: "paginate" | "stream",
    operationId: string,
    argsJson: string,
    cursor: string,
    signal: AbortSignal,
  ): Promise<HostReply>;
  /** The rest of what the cursor stands for is not wanted. */
  release(cursor: string): void;
  /** What was called so far, in the order of the calls; a call without an answer yet is `pending`. */
  calls(): readonly CallRecord[];
  /** What is worth saying though nothing failed, a sentence each; a few at most. */
  notes(): readonly string[];
  /** The run-wide limit that was hit, if one was. */
  exceeded(): "calls" | "runBytes" | undefined;
  /** The run has ended: ends the calls that nobody waits for any more, and closes the streams that it left open. */
  close(): void;
}

/** A broker for one API and one caller's credentials, whose runs share nothing but connections, tokens and their turns in the queue. */
export function createBroker(options: BrokerOptions): Broker {
  const api = apiRowOf(options.lookup.api);
  const { credentials, baseUrl, fetch } = options;
  const authoriser = createAuthoriser({ api, credentials, baseUrl, fetch });
  const redactor = createRedactor(authoriser.secrets);
  const queue = options.queue ?? createCallQueue();
  const host: Host = { options, api, authoriser, redactor, queue };
  return { start: (limits, signal) => startRun(host, limits, signal), redact: redactor.text };
}

function startRun(host: Host, limits: Limits, asked: AbortSignal): BrokerRun {
  const ended = new AbortController();
  const { signal } = ended;
  const run: Run = {
    limits,
    signal,
    meter: createMeter(limits),
    lane: host.queue.lane(limits.concurrentCalls, signal),
    log: createCallLog(),
    notes: createNotes(),
  };
  const iterations = createIterations(host, run);
  const close = () => {
    release();
    ended.abort(asked.reason);
    iterations.close();
  };
  const release = onAbort(asked, close);
  if (asked.aborted) close();
  const reply = async (
    operationId: string,
    jsonOf: () => Promise<string | undefined>,
  ): Promise<HostReply> => {
    try {
      const json = await jsonOf();
      return { kind: "value", ...(json !== undefined && { json }) };
    } catch (error) {
      return errorReply(failureOf(error, operationId), host.redactor);
    }
  };
  return {
    call: (operationId, argsJson, callSignal) =>
      reply(operationId, async () => {
        const answer = await call(host, run, operationId, argsJson, "", callSignal);
        return bodyJson(answer, host.redactor);
      }),
    raw: (operationId, argsJson, optionsJson, callSignal) =>
      reply(operationId, async () => {
        const answer = await call(host, run, operationId, argsJson, optionsJson, callSignal);
        return rawJson(answer, host.redactor);
      }),
    iterate(kind, operation, argsJson, cursor, callSignal) {
      const step = { operation, argsJson, cursor, signal: callSignal };
      return reply(operation, () =>
        kind === "paginate" ? iterations.page(step) : iterations.batch(step),
      );
    },
    release: iterations.release,
    calls: () => run.log.records(),
    notes: () => run.notes.all(),
    exceeded: () => run.meter.exceeded(),
    close,
  };
}

function call(
  host: Host,
  run: Run,
  operationId: string,
  argsJson: string,
  optionsJson: string,
  signal: AbortSignal,
): Promise<Answer> {
  return perform(host, run, operationId, signal, async (operation) => {
    const options = readRawOptions(operation.id, optionsJson);
    const prepared = prepare(host, run, operation, argsJson, options);
    const request = requestOf(host, prepared, prepared.args);
    return attempted(
      await run.lane.run(signal, () => exchange(exchangeOf(host, run, prepared, request, signal))),
    );
  });
}

function errorReply(failure: Failure, redactor: Redactor): HostReply {
  return {
    kind: "error",
    name: failure.name,
    message: redactor.text(failure.message),
    ...(failure.data !== undefined && { data: redactor.json(failure.data) }),
  };
}
