import type { Api, Effect } from "../api/api.js";
import { createLookup } from "../api/lookup.js";
import { createBroker } from "../broker/broker.js";
import { decide, type PolicyOverrides } from "../broker/policy.js";
import { createExecute, type Execute } from "../execute/execute.js";
import { createResults } from "../execute/results.js";
import type { ToolHandlers } from "../mcp/server.js";
import { type Surface, surfaceOf } from "../mcp/tools.js";
import type { Executor } from "../sandbox/executor.js";
import { createSearch, type Search } from "../search/answer.js";
import { decodeIndex, type SearchIndex } from "../search/format.js";
import { estimateTokens } from "../tokens/estimate.js";
import { connectingFetch } from "./connecting-fetch.js";
import { readEnvironment } from "./environment.js";
import { createThreadExecutor } from "./thread-executor.js";
import { createTypeScriptThread, type TypeScriptThread } from "./typescript-thread.js";

export interface HostOptions {
  readonly api: Api;
  /** The text of `index.json`. */
  readonly index: string;
  /** Where base URL and credentials come from: `process.env`, or what stands for it. */
  readonly environment: { readonly [name: string]: string | undefined };
  readonly policy: PolicyOverrides;
  /** Wins over the environment's. */
  readonly baseUrl?: string;
  /** The bundle of the sandbox's worker thread. The TypeScript worker, `typescript.js`, lies beside it. */
  readonly workerUrl: URL;
}

/** One API with both tools behind it. Index and threads are made when they are first needed. */
export interface Host extends ToolHandlers {
  readonly surface: Surface;
  /** Makes index and threads now, so that the first call need not wait for them. */
  warm(): void;
  /** Ends the threads; runs under way are stopped. */
  close(): Promise<void>;
}

export function createHost(options: HostOptions): Host {
  const { api, policy, workerUrl } = options;
  let index: SearchIndex | undefined;
  let search: Search | undefined;
  let execute: Execute | undefined;
  let executor: Executor | undefined;
  let typescript: TypeScriptThread | undefined;
  const lookup = createLookup(api);
  const getIndex = () => {
    index ??= decodeIndex(options.index);
    return index;
  };
  const getSearch = () => {
    search ??= createSearch(lookup, getIndex());
    return search;
  };
  const getExecute = () => {
    execute ??= makeExecute();
    return execute;
  };
  const makeExecute = () => {
    const environment = readEnvironment(api, options.environment);
    const baseUrl = options.baseUrl ?? environment.baseUrl;
    const { credentials, connection } = environment;
    const fetch =
      connection === undefined
        ? globalThis.fetch
        : connectingFetch(new URL("connection.js", workerUrl), connection);
    executor = createThreadExecutor({ workerUrl });
    typescript = createTypeScriptThread(new URL("typescript.js", workerUrl));
    return createExecute({
      lookup,
      executor,
      broker: createBroker({ lookup, baseUrl, credentials, policy, fetch }),
      search: getSearch,
      results: createResults(),
      stripTypes: typescript.stripTypes,
      countTokens: (text) => estimateTokens(text, getIndex().vocabulary),
    });
  };
  return {
    surface: surfaceOf(api, strongestAllowed(api, policy)),
    search: (request) => getSearch().answer(request),
    execute: (input, signal, progress) => getExecute()(input, signal, progress),
    warm() {
      try {
        getSearch();
        getExecute();
      } catch {
        // The first call fails in the same way, and there is somebody to tell.
      }
    },
    async close() {
      await Promise.all([executor?.close(), typescript?.close()]);
    },
  };
}

/** What a snippet can do to the API at most: as long as nobody can be asked, `ask` is no. */
function strongestAllowed(api: Api, policy: PolicyOverrides): Effect {
  let strongest: Effect = "read";
  for (const operation of api.operations) {
    if (operation.effect === "read" || operation.effect === strongest) continue;
    if (decide(operation, api.policy, policy).decision !== "allow") continue;
    if (operation.effect === "destructive") return "destructive";
    strongest = operation.effect;
  }
  return strongest;
}
