/// <reference path="../../../src/runtime/worker/sandbox-programs.d.ts" />
/// <reference path="./engine-module.d.ts" />

import guest from "codemode:guest";
import runner from "codemode:runner";
import type { Limits } from "../../../src/runtime/api/api.js";
import type { Executor } from "../../../src/runtime/sandbox/executor.js";
import { createIsolateExecutor } from "../../../src/runtime/worker/isolate-executor.js";
import {
  createLoaderExecutor,
  type LoaderExecutorOptions,
} from "../../../src/runtime/worker/loader-executor.js";
import { abuseHost, type CanaryPlaces, OPERATIONS } from "../../abuse/suite.js";
import engine from "./quickjs.wasm";

/** One run, as the test posts it; it is answered with the outcome. */
export interface Posted {
  readonly executor: PostedExecutor;
  readonly code: string;
  readonly limits: Limits;
  readonly places: CanaryPlaces;
  /** Milliseconds after which the run is aborted. */
  readonly stopAfter?: number;
}

/** `taken` is the loader's with a runner that a snippet has taken over: `code` is all that runs in the isolate, with the `host` that runners have. */
export type PostedExecutor = WorkerExecutor | "taken";
export type WorkerExecutor = "loader" | "isolate";

interface Env {
  readonly LOADER: LoaderExecutorOptions["loader"];
}

const isolate = createIsolateExecutor({ module: engine, guest });

function executorOf({ executor, code }: Posted, { LOADER: loader }: Env): Executor {
  switch (executor) {
    case "isolate":
      return isolate;
    case "loader":
      return createLoaderExecutor({ loader, runner, guest });
    case "taken":
      return createLoaderExecutor({ loader, runner: takenRunner(code), guest });
  }
}

function takenRunner(code: string): string {
  return `import { WorkerEntrypoint } from "cloudflare:workers";
export default class extends WorkerEntrypoint {
  ready() {}
  async run(host, program, limits) {${code}
  }
}`;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const posted: Posted = JSON.parse(await request.text());
    const { code, limits, places, stopAfter } = posted;
    const executor = executorOf(posted, env);
    const stopping = new AbortController();
    if (stopAfter !== undefined) setTimeout(() => stopping.abort(), stopAfter);
    const program = {
      code: posted.executor === "taken" ? "" : code,
      apiName: "api",
      operations: OPERATIONS,
    };
    try {
      return Response.json(await executor.run(program, abuseHost(places), limits, stopping.signal));
    } catch (error) {
      const { cause } = error instanceof Error ? error : { cause: undefined };
      return new Response(`${String(error)}: ${String(cause)}`, { status: 500 });
    }
  },
};
