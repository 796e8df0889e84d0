import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createServerFactory } from "../mcp/server.js";
import type { Host } from "./host.js";

/** By then a client has its list of tools, which nothing may delay; then a pause between steps, in which requests come first. */
const WARM_AFTER_MS = 300;
const WARM_PAUSE_MS = 5;

/** Clients give a server that they end two seconds, after which they kill it. */
const ANSWERS_MS = 1_000;

/**
 * Serves MCP on standard input and output, to clients of either protocol era, until the client closes its end or a signal
 * ends it; runs under way are stopped then, and their requests answered. Standard output carries protocol messages alone; `log` gets what goes wrong outside any request.
 */
export function serveOnStdio(host: Host, log: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const runs = new Set<Promise<unknown>>();
    const execute: Host["execute"] = (...given) => {
      const run = host.execute(...given);
      const settled = () => runs.delete(run);
      runs.add(run);
      run.then(settled, settled);
      return run;
    };
    const handle = serveStdio(
      createServerFactory(host.surface, () => ({ ...host, execute })),
      {
        onerror: (error) => log(error.message),
      },
    );
    const { reopenAudit } = host;
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      if (reopenAudit !== undefined) process.off("SIGHUP", reopenAudit);
      host
        .close()
        .then(() => answered(runs))
        .finally(() => handle.close())
        .then(resolve, resolve);
    };
    const steps = host.warmUp();
    const warm = () => {
      if (!ended && !steps.next().done) setTimeout(warm, WARM_PAUSE_MS).unref();
    };
    setTimeout(warm, WARM_AFTER_MS).unref();
    if (reopenAudit !== undefined) process.on("SIGHUP", reopenAudit);
    process.stdin.once("end", end);
    process.stdin.once("close", end);
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}

/** Resolves when the runs have ended and what they answer is written, or after a second. */
async function answered(runs: ReadonlySet<Promise<unknown>>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, ANSWERS_MS).unref());
  await Promise.race([Promise.allSettled(runs), late]);
  // The answer to a run that has ended is on its way in microtasks, all of which come before this.
  await new Promise((resolve) => setImmediate(resolve));
}
