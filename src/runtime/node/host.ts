import type { Api, Effect } from "../api/api.js";
import { type ApiLookup, createLookup } from "../api/lookup.js";
import { apiRowOf } from "../api/row.js";
import { createBroker } from "../broker/broker.js";
import { decide, type PolicyOverrides } from "../broker/policy.js";
import { createRedactor, type Redactor } from "../broker/redact.js";
import { noTypeCheck } from "../check/type-check.js";
import { createAuthoriser } from "../client/authoriser.js";
import { createExecute, type Execute } from "../execute/execute.js";
import { createResults } from "../execute/results.js";
import type { ToolHandlers } from "../mcp/server.js";
import { type Surface, surfaceOf } from "../mcp/tools.js";
import type { Executor } from "../sandbox/executor.js";
import { createSearch, type Search } from "../search/answer.js";
import { decodeIndex, type SearchIndex } from "../search/format.js";
import { LOCAL_CALLER } from "../state/state-store.js";
import { estimateTokens } from "../tokens/estimate.js";
import { openAuditFile } from "./audit-file.js";
import { connectingFetch } from "./connecting-fetch.js";
import { readEnvironment } from "./environment.js";
import { createObservation } from "./observation.js";
import { openState } from "./open-state.js";
import { reachOf } from "./reach.js";
import { createThreadExecutor } from "./thread-executor.js";
import { openTracing } from "./tracing.js";
import type { Checking } from "./type-check/check-mode.js";
import type { Declarations } from "./type-check/messages.js";
import { createTypeChecker, type TypeChecker } from "./type-check/type-checker.js";
import { createTypeScriptThread, type TypeScriptThread } from "./typescript-thread.js";

export interface HostOptions {
  readonly api: Api;
  /** Gives the text of `index.json` when it is first needed. */
  readonly index: () => string;
  /** Where base URL and credentials come from: `process.env`, or what stands for it. */
  readonly environment: { readonly [name: string]: string | undefined };
  readonly policy: PolicyOverrides;
  /** Wins over the environment's. */
  readonly baseUrl?: string;
  /** The bundle of the sandbox's worker thread. Beside it lie the TypeScript worker, `typescript.js`, and the type checker's process, `checker.js`. */
  readonly workerUrl: URL;
  /** How snippets are checked before they run. */
  readonly checking: Exclude<Checking, { readonly kind: "impossible" }>;
  /** The schema's declarations, asked for when types are first checked. */
  readonly declarations: () => Promise<Declarations>;
  /** Where results are kept, for later processes too; in memory without it. */
  readonly stateFolder?: string;
  /** The file that every call and run is written to. */
  readonly auditFile?: string;
  /** Hears what the operator has to know, in one line each. */
  readonly log: (line: string) => void;
}

/** One API with both tools behind it. Index and threads are made when they are first needed. */
export interface Host extends ToolHandlers {
  readonly surface: Surface;
  /** Makes index and threads, a step at a time, so that the first calls need not wait for them. */
  warmUp(): Iterator<void>;
  /** Goes on in a new audit file where the old one was moved away; absent where there is none. */
  readonly reopenAudit?: () => void;
  /** Ends the threads; runs under way are stopped. */
  close(): Promise<void>;
}

/** @throws {ConfigurationError} when the state folder or the audit file cannot be used. */
export function createHost(options: HostOptions): Host {
  const { api, policy, workerUrl, log } = options;
  const state = openState(options.stateFolder, log);
  const auditFile =
    options.auditFile === undefined ? undefined : openAuditFile(options.auditFile, log);
  let redactor: Redactor | undefined;
  let index: SearchIndex | undefined;
  let search: Search | undefined;
  let execute: Execute | undefined;
  let executor: Executor | undefined;
  let typescript: TypeScriptThread | undefined;
  let lookup: ApiLookup | undefined;
  const typeChecker = typeCheckerOf(options);
  const getLookup = () => {
    lookup ??= createLookup(api);
    return lookup;
  };
  const getIndex = () => {
    index ??= decodeIndex(options.index());
    return index;
  };
  const getSearch = () => {
    search ??= createSearch(getLookup(), getIndex());
    return search;
  };
  const countTokens = (text: string) => estimateTokens(text, getIndex().vocabulary);
  const getExecute = () => {
    execute ??= makeExecute();
    return execute;
  };
  const makeExecute = () => {
    const lookup = getLookup();
    const environment = readEnvironment(api, options.environment);
    const baseUrl = options.baseUrl ?? environment.baseUrl;
    const { credentials, connection } = environment;
    const fetch = connectingFetch(
      new URL("connection.js", workerUrl),
      connection ?? {},
      reachOf(api, baseUrl, options.environment),
    );
    const { secrets } = createAuthoriser({ api: apiRowOf(api), credentials, baseUrl, fetch });
    redactor = createRedactor(secrets);
    executor = createThreadExecutor({ workerUrl });
    typeChecker?.warmUp();
    typescript = createTypeScriptThread(new URL("typescript.js", workerUrl));
    return createExecute({
      lookup,
      executor,
      broker: createBroker({ lookup, baseUrl, credentials, policy, fetch }),
      search: getSearch,
      results: (caller) => createResults(state, caller),
      stripTypes: typescript.stripTypes,
      typeCheck: typeChecker?.check ?? noTypeCheck,
      countTokens,
    });
  };
  const observation = createObservation({
    lookup: getLookup,
    policy,
    countTokens,
    redact: (text) => redactor?.text(text) ?? text,
    file: auditFile,
    tracing: openTracing(api, workerUrl, log),
  });
  return {
    surface: surfaceOf(api, strongestAllowed(api, policy)),
    search: (request) => observation.search(() => getSearch().answer(request)),
    async execute({ code }, signal, progress) {
      const execute = getExecute();
      const caller = LOCAL_CALLER;
      return observation.execute(caller, code, (watch) =>
        execute({ code, caller, watch }, signal, progress),
      );
    },
    ...(auditFile !== undefined && { reopenAudit: auditFile.reopen }),
    *warmUp() {
      try {
        getSearch();
        yield;
        getExecute();
      } catch {
        // The first call fails in the same way, and there is somebody to tell.
      }
    },
    async close() {
      typeChecker?.close();
      await Promise.all([executor?.close(), typescript?.close()]);
      await auditFile?.close();
    },
  };
}

function typeCheckerOf(options: HostOptions): TypeChecker | undefined {
  const { api, checking, declarations, workerUrl } = options;
  if (checking.kind === "syntax") return undefined;
  return createTypeChecker({
    checkerUrl: new URL("checker.js", workerUrl),
    mode: checking.mode,
    opening: async () => ({
      typescript: checking.typescript.href,
      declarations: await declarations(),
      name: api.name,
      typeName: api.typeName,
    }),
  });
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
