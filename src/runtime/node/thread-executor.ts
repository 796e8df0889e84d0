import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { Executor, RunOutcome } from "../sandbox/executor.js";
import { createTurns } from "../sandbox/turns.js";
import { startThread, type Thread } from "./thread.js";
import type { ThreadData } from "./thread-messages.js";

export interface ThreadExecutorOptions {
  /** The bundled `sandbox.js`; `quickjs.wasm` and `guest.snapshot.br` lie beside it. */
  readonly workerUrl: URL;
  /** Runs at one time; more wait in order. By default 4. Threads beyond the first start when they are first needed. */
  readonly threads?: number;
}

const DEFAULT_THREADS = 4;
const STOPPED: RunOutcome = { kind: "stopped", console: [], consoleDropped: 0 };

/**
 * The default executor on Node: QuickJS in worker threads. Every run has a fresh machine; a thread whose run reaches a deadline or
 * is aborted is terminated and replaced, so that one is always warm. `run` rejects if the files beside `workerUrl` are not ours.
 */
export function createThreadExecutor(options: ThreadExecutorOptions): Executor {
  const { workerUrl, threads = DEFAULT_THREADS } = options;
  const turns = createTurns(threads);
  const closing = new AbortController();
  const started = new Set<Thread>();
  const idle: Promise<Thread>[] = [];
  const data = readThreadData(workerUrl);
  warm();

  async function start(): Promise<Thread> {
    const read = await data;
    closing.signal.throwIfAborted();
    const thread = startThread(workerUrl, read);
    started.add(thread);
    await thread.ready;
    return thread;
  }

  /** Keeps one thread ready for the next run. One that cannot start says so to the run that takes it. */
  function warm(): void {
    if (closing.signal.aborted || idle.length > 0) return;
    const thread = start();
    thread.catch(() => {});
    idle.push(thread);
  }

  async function take(): Promise<Thread> {
    const thread = await (idle.pop() ?? start());
    if (thread.alive) return thread;
    started.delete(thread);
    return take();
  }

  function putBack(thread: Thread): void {
    if (thread.alive) idle.push(Promise.resolve(thread));
    else started.delete(thread);
    warm();
  }

  return {
    async run(program, host, limits, signal) {
      const ends = AbortSignal.any([signal, closing.signal]);
      if (!(await turns.take(ends))) return STOPPED;
      try {
        const thread = await take();
        try {
          return ends.aborted ? STOPPED : await thread.run(program, host, limits, ends);
        } finally {
          putBack(thread);
        }
      } catch (error) {
        if (closing.signal.aborted) return STOPPED;
        throw error;
      } finally {
        turns.give();
      }
    },
    async close() {
      closing.abort();
      await Promise.all([...started].map((thread) => thread.close()));
    },
  };
}

async function readThreadData(workerUrl: URL): Promise<ThreadData> {
  const [module, guest] = await Promise.all([
    compileEngine(new URL("quickjs.wasm", workerUrl)),
    readGuest(new URL("guest.snapshot.br", workerUrl)),
  ]);
  return { module, guest };
}

async function readGuest(snapshot: URL): Promise<Uint8Array> {
  const bytes = await promisify(brotliDecompress)(await readFile(snapshot));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** The WebAssembly of QuickJS, to be compiled once for all threads. */
export async function compileEngine(wasm: URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(wasm));
}
