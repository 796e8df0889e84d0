import type { Api } from "../api/api.js";
import { type ApiLookup, createLookup } from "../api/lookup.js";
import { type Broker, createBroker } from "../broker/broker.js";
import type { PolicyOverrides } from "../broker/policy.js";
import { createCallQueue } from "../broker/queue.js";
import type { TypeCheck } from "../check/type-check.js";
import type { Credentials } from "../client/credential.js";
import { createExecute, type Execute } from "../execute/execute.js";
import { createResults } from "../execute/results.js";
import type { StripTypes } from "../execute/strip-types.js";
import type { ToolHandlers } from "../mcp/server.js";
import type { Executor } from "../sandbox/executor.js";
import { createSearch, type Search } from "../search/answer.js";
import { decodeIndex, type SearchIndex } from "../search/format.js";
import type { Caller, StateStore } from "../state/state-store.js";
import { estimateTokens } from "../tokens/estimate.js";
import { createObservation, type Tracing } from "./observation.js";
import { once } from "./once.js";

/** Who asks, and with which credentials calls are made for them. */
export interface Identity {
  readonly caller: Caller;
  /** `undefined` for none at all. */
  readonly credentials: Credentials | undefined;
}

/** What a platform brings to runs; made when the first run, or the warm-up, needs it. */
export interface Platform {
  readonly executor: Executor;
  readonly stripTypes: StripTypes;
  readonly typeCheck: TypeCheck;
  readonly fetch: typeof fetch;
  /** From the operator; instead of the document's servers. */
  readonly baseUrl: string | undefined;
}

export interface ServiceParts {
  readonly api: Api;
  /** Gives the text of `index.json` when it is first needed. */
  readonly index: () => string;
  readonly policy: PolicyOverrides;
  readonly state: StateStore;
  /** @throws {ConfigurationError} for settings that cannot work; the run that asked is told. */
  readonly platform: () => Platform;
  /** Takes a line of the audit log; without it there is none. */
  readonly writeAudit: ((line: string) => void) | undefined;
  readonly tracing: Tracing | undefined;
}

/** One API with both tools behind it, for any number of callers. Index and platform are made when they are first needed. */
export interface Service {
  /** The two tools on behalf of one caller. `identity` is asked for when code is executed. */
  toolsFor(identity: () => Identity): ToolHandlers;
  /** Makes index and platform, a step at a time, so that the first calls need not wait for them. */
  warmUp(): Iterator<void>;
}

/** Callers whose brokers, with the tokens that they got, are kept. */
const BROKERS = 200;

export function createService(parts: ServiceParts): Service {
  const { api, policy, state } = parts;
  const getLookup = once(() => createLookup(api));
  const getIndex = once((): SearchIndex => decodeIndex(parts.index()));
  const getSearch = once((): Search => createSearch(getLookup(), getIndex()));
  const countTokens = (text: string) => estimateTokens(text, getIndex().vocabulary);
  const getPlatform = once(parts.platform);
  const getExecute = once((): Execute => {
    const { executor, stripTypes, typeCheck } = getPlatform();
    return createExecute({
      lookup: getLookup(),
      executor,
      search: getSearch,
      results: (caller) => createResults(state, caller),
      stripTypes,
      typeCheck,
      countTokens,
    });
  });
  const brokerOf = brokers(getLookup, policy, getPlatform);
  const observation = createObservation({
    lookup: getLookup,
    policy,
    countTokens,
    writeAudit: parts.writeAudit,
    tracing: parts.tracing,
  });
  return {
    toolsFor: (identity) => ({
      search: (request) => observation.search(() => getSearch().answer(request)),
      async execute({ code }, signal, progress) {
        const execute = getExecute();
        const { caller, credentials } = identity();
        const broker = brokerOf({ caller, credentials });
        return observation.execute({
          caller,
          code,
          redact: broker.redact,
          run: (watch) => execute({ code, caller, broker, watch }, signal, progress),
        });
      },
    }),
    *warmUp() {
      try {
        getSearch();
        yield;
        getExecute();
      } catch {
        // The first call fails in the same way, and there is somebody to tell.
      }
    },
  };
}

/** A broker for each caller, as no two may share tokens. All share one queue for their calls. */
function brokers(
  lookup: () => ApiLookup,
  policy: PolicyOverrides,
  platform: () => Platform,
): (identity: Identity) => Broker {
  const kept = new Map<Caller, Broker>();
  const queue = createCallQueue();
  return ({ caller, credentials }) => {
    const { baseUrl, fetch } = platform();
    const broker =
      kept.get(caller) ??
      createBroker({ lookup: lookup(), baseUrl, credentials, policy, fetch, queue });
    kept.delete(caller);
    kept.set(caller, broker);
    const [oldest] = kept.keys();
    if (kept.size > BROKERS && oldest !== undefined) kept.delete(oldest);
    return broker;
  };
}
