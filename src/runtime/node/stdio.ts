import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createServerFactory } from "../mcp/server.js";
import type { Host } from "./host.js";

/** By then a client has its list of tools, which nothing may delay; then a pause between steps, in which requests come first. */
const WARM_AFTER_MS = 300;
const WARM_PAUSE_MS = 5;

/**
 * Serves MCP on standard input and output, to clients of either protocol era, until the client closes its end.
 * Standard output carries protocol messages alone; `log` gets what goes wrong outside any request.
 */
export function serveOnStdio(host: Host, log: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const handle = serveStdio(createServerFactory(host.surface, host), {
      onerror: (error) => log(error.message),
    });
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      handle
        .close()
        .then(() => host.close())
        .then(resolve, resolve);
    };
    const steps = host.warmUp();
    const warm = () => {
      if (!ended && !steps.next().done) setTimeout(warm, WARM_PAUSE_MS).unref();
    };
    setTimeout(warm, WARM_AFTER_MS).unref();
    process.stdin.once("end", end);
    process.stdin.once("close", end);
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}
