import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createServerFactory, type ToolHandlers } from "../mcp/server.js";
import type { Surface } from "../mcp/tools.js";
import type { Host } from "./host.js";

/** What is served: the tools as clients see them, and what stands behind them. */
export interface Served {
  readonly surface: Surface;
  /** Gives the host, which may be loaded only then. It is asked once. */
  readonly open: () => Promise<Host>;
  /** Goes on in a new audit file where the old one was moved away; absent where there is none. */
  readonly reopenAudit?: () => void;
}

/** By then a client has its list of tools, which nothing may delay; then a pause between steps, in which requests come first. */
const WARM_AFTER_MS = 300;
const WARM_PAUSE_MS = 5;

/** Clients give a server that they end two seconds, after which they kill it. */
const ANSWERS_MS = 1_000;

/**
 * Serves MCP on standard input and output, to clients of either protocol era, until the client closes its end or a signal
 * ends it; runs under way are stopped then, and their requests answered. Standard output carries protocol messages alone; `log` gets what goes wrong outside any request.
 */
export function serveOnStdio(
  { surface, open, reopenAudit }: Served,
  log: (line: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let opened: Promise<Host> | undefined;
    const host = () => {
      opened ??= open();
      return opened;
    };
    const runs = new Set<Promise<unknown>>();
    const tools: ToolHandlers = {
      search: async (input) => (await host()).search(input),
      execute(...given) {
        const run = host().then((host) => host.execute(...given));
        const settled = () => runs.delete(run);
        runs.add(run);
        run.then(settled, settled);
        return run;
      },
    };
    const handle = serveStdio(
      createServerFactory(surface, () => tools, log),
      {
        onerror: (error) => log(error.message),
      },
    );
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      if (reopenAudit !== undefined) process.off("SIGHUP", reopenAudit);
      Promise.resolve(opened)
        .then((host) => host?.close())
        .then(() => answered(runs))
        .finally(() => handle.close())
        .then(resolve, resolve);
    };
    setTimeout(() => void warmUp(host, () => ended), WARM_AFTER_MS).unref();
    if (reopenAudit !== undefined) process.on("SIGHUP", reopenAudit);
    process.stdin.once("end", end);
    process.stdin.once("close", end);
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}

/** What fails here fails again for the first call, and then there is somebody to tell. */
async function warmUp(host: () => Promise<Host>, hasEnded: () => boolean): Promise<void> {
  const opened = await host().catch(() => undefined);
  const steps = opened?.warmUp();
  const next = () => {
    if (!hasEnded() && steps?.next().done === false) setTimeout(next, WARM_PAUSE_MS).unref();
  };
  next();
}

/** Resolves when the runs have ended and what they answer is written, or after a second. */
async function answered(runs: ReadonlySet<Promise<unknown>>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, ANSWERS_MS).unref());
  await Promise.race([Promise.allSettled(runs), late]);
  // The answer to a run that has ended is on its way in microtasks, all of which come before this.
  await new Promise((resolve) => setImmediate(resolve));
}
