import type * as node from "../runtime/node/host.js";
import type * as stdio from "../runtime/node/stdio.js";
import type { Environment } from "./environment.js";
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
): Promise<{ readonly host: node.Host; readonly serve: HostBundle["serveOnStdio"] }> {
  const settings = serverSettings(options);
  const { api, index } = await open(target, options);
  const bundle: HostBundle = await import(new URL("host.js", BUNDLES).href);
  const host = bundle.createHost({
    api,
    index: await index(),
    environment: env,
    workerUrl: new URL("sandbox.js", BUNDLES),
    ...settings,
  });
  return { host, serve: bundle.serveOnStdio };
}
