import { Worker } from "node:worker_threads";
import type { Stripped, StripTypes } from "../execute/strip-types.js";

/** Reading even 100 KB of ordinary code takes a small part of this. */
const DEADLINE_MS = 1_500;
const TOO_LONG: Stripped = {
  kind: "error",
  message:
    "The TypeScript takes too long to read; nest arrow functions less, or write plain JavaScript",
};

/** Strips types in a thread of its own, one snippet after the other, so that hostile code cannot hold up the process. */
export interface TypeScriptThread {
  readonly stripTypes: StripTypes;
  close(): Promise<void>;
}

export function createTypeScriptThread(workerUrl: URL): TypeScriptThread {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const strip = async (code: string): Promise<Stripped> => {
    const current = worker ?? startWorker(workerUrl);
    worker = current;
    current.ref();
    const stripped = await answerOf(current, code);
    current.unref();
    if (stripped !== undefined) return stripped;
    worker = undefined;
    await current.terminate();
    return TOO_LONG;
  };
  return {
    stripTypes(code) {
      const next = last.then(() => strip(code));
      last = next.catch(() => {});
      return next;
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

function startWorker(workerUrl: URL): Worker {
  const worker = new Worker(workerUrl, {
    name: "codemode-typescript",
    env: {},
    argv: [],
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  // Its end is told by `exit`; without a listener, what it throws would end the process.
  worker.on("error", () => {});
  return worker;
}

/** `undefined` when the worker died or let the deadline pass. */
function answerOf(worker: Worker, code: string): Promise<Stripped | undefined> {
  return new Promise((resolve) => {
    const settle = (stripped: Stripped | undefined) => {
      clearTimeout(timer);
      worker.off("message", settle).off("exit", fail);
      resolve(stripped);
    };
    const fail = () => settle(undefined);
    const timer = setTimeout(fail, DEADLINE_MS);
    worker.on("message", settle).on("exit", fail);
    worker.postMessage(code);
  });
}
