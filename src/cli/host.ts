import type * as node from "../runtime/node/host.js";
import type * as stdio from "../runtime/node/stdio.js";
import { chooseChecking } from "../runtime/node/type-check/check-mode.js";
import { declarationsOf } from "./declarations.js";
import type { Environment } from "./environment.js";
import { UsageError } from "./exit.js";
import { open } from "./open.js";
import { type ServerOptions, serverSettings } from "./server-options.js";
import type { SpecOptions } from "./spec-options.js";

/** What `dist/bundles/host.js` exports: the host with all that it needs inside. */
interface HostBundle {
  readonly createHost: typeof node.createHost;
  readonly serveOnStdio: typeof stdio.serveOnStdio;
}

const BUNDLES = new URL("../../dist/bundles/", import.meta.url);

/** The same host that a generated server has, for a package or a document. */
export async function startHost(
  target: string,
  options: SpecOptions & ServerOptions,
  env: Environment,
  log: (line: string) => void,
): Promise<{ readonly host: node.Host; readonly serve: HostBundle["serveOnStdio"] }> {
  const { check, ...settings } = serverSettings(options);
  const checking = chooseChecking(check, BUNDLES);
  if (checking.kind === "impossible") throw new UsageError(checking.message, "See --help.");
  const { api, index } = await open(target, options);
  const indexText = await index();
  const bundle: HostBundle = await import(new URL("host.js", BUNDLES).href);
  const host = hostOf(bundle, {
    api,
    index: () => indexText,
    environment: env,
    workerUrl: new URL("sandbox.js", BUNDLES),
    checking,
    declarations: () => declarationsOf(target, api),
    log,
    ...settings,
  });
  return { host, serve: bundle.serveOnStdio };
}

/** @throws {UsageError} for files that the host cannot use. The bundle has a class of its own for them. */
function hostOf(bundle: HostBundle, options: node.HostOptions): node.Host {
  try {
    return bundle.createHost(options);
  } catch (error) {
    const isConfiguration = error instanceof Error && error.name === "ConfigurationError";
    throw isConfiguration ? new UsageError(error.message, "See --help for the flags.") : error;
  }
}
