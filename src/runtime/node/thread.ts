import { Worker } from "node:worker_threads";
import type { Limits } from "../api/api.js";
import { limitCalls } from "../sandbox/call-limits.js";
import { consoleLines } from "../sandbox/console-lines.js";
import type { Ending } from "../sandbox/ending.js";
import type { HostFunctions, Program, RunOutcome } from "../sandbox/executor.js";
import { askHost } from "../sandbox/host-request.js";
import { watchDeadline } from "./deadline.js";
import { type FromThread, readMessage, type ThreadData, type ToThread } from "./thread-messages.js";

/**
 * One sandbox thread. It lives until it is terminated: by a deadline, by an abort, by its own failure or by `close`; `alive` tells.
 */
export interface Thread {
  readonly alive: boolean;
  /** Resolves when the thread can take its first run; rejects when it cannot start. */
  readonly ready: Promise<void>;
  run(
    program: Program,
    host: HostFunctions,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<RunOutcome>;
  close(): Promise<void>;
}

/** Bounds of the thread's own V8: the worker's code and the texts in transit. The engine's memory is counted by the engine. */
const RESOURCE_LIMITS = {
  maxOldGenerationSizeMb: 256,
  maxYoungGenerationSizeMb: 32,
  stackSizeMb: 4,
};

/** Starts a thread with no environment, no arguments and no streams of this process. */
export function startThread(workerUrl: URL, workerData: ThreadData): Thread {
  const worker = new Worker(workerUrl, {
    name: "codemode-sandbox",
    workerData,
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: RESOURCE_LIMITS,
  });
  // What nobody writes to must not fill up, should somebody write to it.
  worker.stdout.resume();
  worker.stderr.resume();

  let alive = true;
  let runs = 0;
  let operationsSent: Program["operations"] | undefined;
  let receive: (message: FromThread) => void = () => {};
  let fail: (error: Error) => void = () => {};

  const ready = new Promise<void>((resolve, reject) => {
    receive = (message) => {
      if (message.kind !== "ready") return;
      // From here on it is a run, and nothing else, that keeps the process alive.
      worker.unref();
      resolve();
    };
    fail = reject;
  });

  worker.on("message", (value: unknown) => {
    const message = readMessage(value);
    if (message === undefined) void die(new Error("The sandbox thread sent something unknown."));
    else receive(message);
  });
  worker.on("error", (error) => void die(error));
  worker.on("exit", () => void die(new Error("The sandbox thread ended.")));

  async function die(error: Error): Promise<void> {
    const first = alive;
    alive = false;
    if (first) fail(error);
    await worker.terminate();
  }

  function post(message: ToThread): void {
    worker.postMessage(message);
  }

  async function run(
    program: Program,
    host: HostFunctions,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    runs += 1;
    const id = runs;
    const output = consoleLines(limits.consoleCharacters, () => {});
    const calls = new AbortController();
    let dropped = 0;
    worker.ref();

    const ending = new Promise<Ending>((resolve, reject) => {
      // What follows only happens if the thread does not keep its own limits, or cannot.
      const kill = (ending: Ending) => {
        resolve(ending);
        void die(new Error("The run was ended."));
      };
      const limited = limitCalls(host, limits, (limit) => kill({ kind: "exceeded", limit }));
      const deadline = watchDeadline(worker, limits, (limit) => kill({ kind: "exceeded", limit }));
      const stop = () => kill({ kind: "stopped" });
      calls.signal.addEventListener("abort", () => {
        deadline.stop();
        signal.removeEventListener("abort", stop);
      });
      signal.addEventListener("abort", stop);
      if (signal.aborted) stop();

      fail = (error) => (isOutOfMemory(error) ? resolve(OUT_OF_MEMORY) : reject(error));
      receive = (message) => {
        if (message.kind === "ready" || message.run !== id) return;
        switch (message.kind) {
          case "console":
            output.add(message.line);
            break;
          case "request":
            void askHost(limited.host, message.request, calls.signal).then((reply) => {
              if (!calls.signal.aborted) post({ kind: "reply", run: id, id: message.id, reply });
            });
            break;
          case "broken":
            void die(new Error(message.message));
            reject(new Error(`The sandbox failed: ${message.message}`));
            break;
          case "ended":
            dropped = message.consoleDropped;
            if (message.ending.kind !== "value" || limited.spend(message.ending.json ?? "")) {
              resolve(message.ending);
            }
        }
      };
      post({
        kind: "run",
        run: id,
        code: program.code,
        apiName: program.apiName,
        ...(program.operations === operationsSent ? {} : { operations: program.operations }),
        limits,
      });
      operationsSent = program.operations;
    });

    try {
      return {
        ...(await ending),
        console: output.lines,
        consoleDropped: dropped + output.dropped,
      };
    } finally {
      calls.abort();
      receive = () => {};
      fail = () => {};
      worker.unref();
    }
  }

  return {
    get alive() {
      return alive;
    },
    ready,
    run,
    close: () => die(new Error("The executor was closed.")),
  };
}

function isOutOfMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

const OUT_OF_MEMORY: Ending = { kind: "exceeded", limit: "memoryBytes" };
