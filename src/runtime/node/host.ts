import type { Api } from "../api/api.js";
import type { PolicyOverrides } from "../broker/policy.js";
import { noTypeCheck } from "../check/type-check.js";
import type { Credentials } from "../client/credential.js";
import type { ToolHandlers } from "../mcp/server.js";
import type { Executor } from "../sandbox/executor.js";
import { readEnvironment } from "../service/environment.js";
import { once } from "../service/once.js";
import { createService, type Platform, type Service } from "../service/service.js";
import { LOCAL_CALLER } from "../state/state-store.js";
import { openAuditFile } from "./audit-file.js";
import { connectingFetch } from "./connecting-fetch.js";
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

/** An API's service on Node. Its own tools are those of whoever started it, with the credentials of the environment. */
export interface Host extends Service, ToolHandlers {
  /** The credentials of the environment. */
  credentials(): Credentials | undefined;
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
  const environment = once(() => readEnvironment(api, options.environment));
  let executor: Executor | undefined;
  let typescript: TypeScriptThread | undefined;
  const typeChecker = typeCheckerOf(options);
  const platform = (): Platform => {
    const { connection = {}, ...read } = environment();
    const baseUrl = options.baseUrl ?? read.baseUrl;
    executor = createThreadExecutor({ workerUrl });
    typeChecker?.warmUp();
    typescript = createTypeScriptThread(new URL("typescript.js", workerUrl));
    return {
      executor,
      stripTypes: typescript.stripTypes,
      typeCheck: typeChecker?.check ?? noTypeCheck,
      fetch: connectingFetch(
        new URL("connection.js", workerUrl),
        connection,
        reachOf(api, baseUrl, options.environment),
      ),
      baseUrl,
    };
  };
  const service = createService({
    api,
    index: options.index,
    policy,
    state,
    platform,
    writeAudit: auditFile?.write,
    tracing: openTracing(api, workerUrl, log),
  });
  const credentials = () => environment().credentials;
  return {
    ...service,
    ...service.toolsFor(() => ({ caller: LOCAL_CALLER, credentials: credentials() })),
    credentials,
    ...(auditFile !== undefined && { reopenAudit: auditFile.reopen }),
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
