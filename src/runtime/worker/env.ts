import type { Api } from "../api/api.js";
import type { PolicyOverrides } from "../broker/policy.js";
import { flagVariables } from "../broker/variables.js";
import { ConfigurationError } from "../client/errors.js";
import { isOrigin } from "../http/cross-origin.js";
import { readEffects } from "../service/effect-list.js";
import type { Results } from "./results.js";

/** What the Worker is bound to. Beside these, the variables and secrets that `environmentVariables(api)` lists, under their own names. */
export interface Env {
  /** Makes an isolate for every run; without it snippets run in QuickJS, inside this one. */
  readonly LOADER?: WorkerLoader;
  /** Keeps results beyond one isolate; without it they are in its memory. */
  readonly RESULTS?: DurableObjectNamespace<Results>;
  readonly [name: string]: unknown;
}

export interface Variables {
  readonly [name: string]: string | undefined;
}

/** The variables and secrets among the bindings. */
export function variablesOf(env: Env): Variables {
  const texts = Object.entries(env).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}

/** What the flags of a command line say elsewhere. */
export interface WorkerSettings {
  readonly policy: PolicyOverrides;
  readonly allowOrigins: readonly string[];
}

/** @throws {ConfigurationError} for an effect that there is not, and for what is no origin. */
export function settingsOf(api: Api, variables: Variables): WorkerSettings {
  const { allow, deny, allowOrigin } = flagVariables(api);
  const wordsOf = (name: string) =>
    (variables[name] ?? "").split(/[\s,]+/).filter((word) => word !== "");
  const effectsOf = (name: string) => {
    const effects = readEffects(name, wordsOf(name));
    if (typeof effects === "string") throw new ConfigurationError(effects);
    return effects;
  };
  const allowOrigins = wordsOf(allowOrigin);
  const wrong = allowOrigins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    const message = `${allowOrigin} takes origins (https://app.example.com), not ${JSON.stringify(wrong)}`;
    throw new ConfigurationError(message);
  }
  return { policy: { allow: effectsOf(allow), deny: effectsOf(deny) }, allowOrigins };
}
