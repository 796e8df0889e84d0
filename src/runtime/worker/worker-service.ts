import { waitUntil } from "cloudflare:workers";
import guest from "codemode:guest";
import runner from "codemode:runner";
import indexText from "package:index.json";
import engine from "package:quickjs.wasm";
import type { PolicyOverrides } from "../broker/policy.js";
import { noTypeCheck } from "../check/type-check.js";
import { stripTypes } from "../execute/strip-types.js";
import type { Executor } from "../sandbox/executor.js";
import { readEnvironment } from "../service/environment.js";
import { createService, type Service } from "../service/service.js";
import { createMemoryStore } from "../state/memory-store.js";
import { DEFAULT_STATE_BOUNDS, type StateBounds } from "../state/state-store.js";
import { type Env, variablesOf } from "./env.js";
import { createIsolateExecutor } from "./isolate-executor.js";
import { createLoaderExecutor } from "./loader-executor.js";
import { createObjectStore } from "./object-store.js";
import { storedApi } from "./stored.js";

const MIB = 1_048_576;

/** Of the 128 MB that an isolate has for everything. */
const ISOLATE_BOUNDS: StateBounds = {
  ...DEFAULT_STATE_BOUNDS,
  callerBytes: 8 * MIB,
  bytes: 16 * MIB,
};

/** The two tools on Cloudflare Workers. Types are not checked there: the whole schema does not fit into the memory of an isolate. */
export function createWorkerService(env: Env, policy: PolicyOverrides): Service {
  const api = storedApi();
  const variables = variablesOf(env);
  return finishing(
    createService({
      api,
      index: () => indexText,
      policy,
      state:
        env.RESULTS === undefined
          ? createMemoryStore(Date.now, ISOLATE_BOUNDS)
          : createObjectStore(env.RESULTS),
      platform: () => ({
        executor: executorOf(env),
        stripTypes: async (code) => stripTypes(code),
        typeCheck: noTypeCheck,
        // The global one must not be called as a method of something else.
        fetch: (input, init) => fetch(input, init),
        baseUrl: readEnvironment(api, variables).baseUrl,
      }),
      writeAudit: (line) => console.log(line),
      tracing: undefined,
    }),
  );
}

/**
 * Runs come to their end also when their callers go, who have stopped them by that. Otherwise the platform would drop what is left to do, and their
 * calls would keep their places in the queue that all share.
 */
function finishing(service: Service): Service {
  return {
    ...service,
    toolsFor(identity) {
      const tools = service.toolsFor(identity);
      return {
        ...tools,
        execute(...given) {
          const answer = tools.execute(...given);
          waitUntil(answer.catch(() => {}));
          return answer;
        },
      };
    },
  };
}

function executorOf({ LOADER: loader }: Env): Executor {
  return loader === undefined
    ? createIsolateExecutor({ module: engine, guest })
    : createLoaderExecutor({ loader, runner, guest });
}
