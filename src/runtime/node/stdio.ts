import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createServerFactory } from "../mcp/server.js";
import type { Host } from "./host.js";

/**
 * Serves MCP on standard input and output, to clients of either protocol era, until the client closes its end.
 * Standard output carries protocol messages alone; `log` gets what goes wrong outside any request.
 */
export function serveOnStdio(host: Host, log: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const handle = serveStdio(createServerFactory(host.surface, host), {
      onerror: (error) => log(error.message),
    });
    const end = () => {
      handle
        .close()
        .then(() => host.close())
        .then(resolve, resolve);
    };
    process.stdin.once("end", end);
    process.stdin.once("close", end);
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}
