import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { guestPlugin, quickjsWasm, runnerPlugin } from "../../../scripts/bundle-sandbox.mjs";
import type { Limits } from "../../../src/runtime/api/api.js";
import type { RunOutcome } from "../../../src/runtime/sandbox/executor.js";
import type { CanaryPlaces } from "../../abuse/suite.js";
import { CACHE } from "../corpus.js";
import { startWorkerd, type Workerd } from "../workerd.js";
import type { Posted, PostedExecutor } from "./worker.js";

/** Both executors for Workers, in Cloudflare's runtime, under a watchdog. */
export interface WorkerSandbox {
  /**
   * Runs `code`. `undefined` if there was no answer in time: the runtime keeps no CPU limit of its own outside Cloudflare, so that it is
   * killed and started again.
   */
  run(
    executor: PostedExecutor,
    code: string,
    limits: Limits,
    setting?: { readonly places?: CanaryPlaces; readonly stopAfter?: number },
  ): Promise<RunOutcome | undefined>;
  /** Of the runtime that serves now. */
  pid(): number;
  close(): Promise<void>;
}

const NOWHERE: CanaryPlaces = { variable: "", file: "", port: 0 };

/** Bundles the Worker of these tests and serves it. A run that takes longer than `patience` milliseconds is killed. */
export async function serveWorkerSandbox(patience: number): Promise<WorkerSandbox> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "worker-sandbox-"));
  await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    target: "es2023",
    external: ["cloudflare:workers", "./quickjs.wasm"],
    plugins: [guestPlugin, runnerPlugin],
    logLevel: "warning",
  });
  copyFileSync(quickjsWasm, join(folder, "quickjs.wasm"));
  const start = () =>
    startWorkerd(folder, ["worker.js", "quickjs.wasm"], {
      bindings: ['(name = "LOADER", workerLoader = ())'],
      compatibilityFlags: [],
      flags: ["--experimental"],
    });
  let workerd: Workerd = await start();

  return {
    async run(executor, code, limits, { places = NOWHERE, stopAfter } = {}) {
      const posted: Posted = {
        executor,
        code,
        limits,
        places,
        ...(stopAfter !== undefined && { stopAfter }),
      };
      const answer = await post(workerd.url, posted, patience);
      if (answer === undefined) {
        await workerd.close();
        workerd = await start();
        return undefined;
      }
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(text);
      return JSON.parse(text);
    },
    pid: () => workerd.pid,
    async close() {
      await workerd.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function post(url: string, posted: Posted, patience: number): Promise<Response | undefined> {
  const signal = AbortSignal.timeout(patience);
  try {
    return await fetch(url, { method: "POST", body: JSON.stringify(posted), signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
