import type * as surface from "../runtime/mcp/api-surface.js";
import type * as node from "../runtime/node/host.js";
import type * as http from "../runtime/node/http.js";
import type * as stdio from "../runtime/node/stdio.js";
import { chooseChecking } from "../runtime/node/type-check/check-mode.js";
import { declarationsOf } from "./declarations.js";
import type { Environment } from "./environment.js";
import { UsageError } from "./exit.js";
import { open } from "./open.js";
import { type HttpOptions, type ServerOptions, serverSettings } from "./server-options.js";
import type { SpecOptions } from "./spec-options.js";

/** What `dist/bundles/host.js` exports: the host with all that it needs inside. */
interface HostBundle {
  readonly createHost: typeof node.createHost;
  readonly apiSurface: typeof surface.apiSurface;
}

/** What `dist/bundles/stdio.js` exports. */
interface StdioBundle {
  readonly serveOnStdio: typeof stdio.serveOnStdio;
}

/** What `dist/bundles/http.js` exports. */
interface HttpBundle {
  readonly serveOnHttp: typeof http.serveOnHttp;
  readonly messageLog: typeof http.messageLog;
}

const BUNDLES = new URL("../../dist/bundles/", import.meta.url);

/** The same host that a generated server has, for a package or a document. */
export async function startHost(
  target: string,
  options: SpecOptions & ServerOptions & HttpOptions,
  env: Environment,
  write: (line: string) => void,
): Promise<{ readonly host: node.Host; serve(): Promise<void> }> {
  const { check, http, ...settings } = serverSettings(options);
  const checking = chooseChecking(check, BUNDLES);
  if (checking.kind === "impossible") throw new UsageError(checking.message, "See --help.");
  const overHttp = http === undefined ? undefined : await httpBundle();
  const log = overHttp === undefined ? write : overHttp.messageLog(write);
  const { api, index } = await open(target, options);
  const indexText = await index();
  const bundle: HostBundle = await import(new URL("host.js", BUNDLES).href);
  const host = usable(() =>
    bundle.createHost({
      api,
      index: () => indexText,
      environment: env,
      workerUrl: new URL("sandbox.js", BUNDLES),
      checking,
      declarations: () => declarationsOf(target, api),
      log,
      ...settings,
    }),
  );
  const { reopenAudit } = host;
  const surface = bundle.apiSurface(api, settings.policy);
  return {
    host,
    async serve() {
      if (overHttp !== undefined && http !== undefined) {
        const served = {
          api,
          surface,
          host,
          settings: http,
          environment: env,
          checked: checking.kind,
          write,
        };
        return overHttp.serveOnHttp(served).catch(asUsage);
      }
      const { serveOnStdio }: StdioBundle = await import(new URL("stdio.js", BUNDLES).href);
      const served = {
        surface,
        open: async () => host,
        ...(reopenAudit !== undefined && { reopenAudit }),
      };
      await serveOnStdio(served, log);
    },
  };
}

function httpBundle(): Promise<HttpBundle> {
  return import(new URL("http.js", BUNDLES).href);
}

function usable<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    return asUsage(error);
  }
}

/** @throws {UsageError} for settings that cannot work. Each bundle has a class of its own for them. */
function asUsage(error: unknown): never {
  const isConfiguration = error instanceof Error && error.name === "ConfigurationError";
  throw isConfiguration ? new UsageError(error.message, "See --help for the flags.") : error;
}
