import {
  type CallToolResult,
  type McpRequestContext,
  McpServer,
  type McpServerFactory,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Answer } from "../execute/answer.js";
import type { Progress } from "../execute/execute.js";
import {
  EXECUTE_INPUT,
  type ExecuteArguments,
  SEARCH_INPUT,
  type SearchArguments,
} from "./input.js";
import { reportProgress } from "./progress.js";
import type { Surface } from "./tools.js";

/** What stands behind the two tools. */
export interface ToolHandlers {
  search(input: SearchArguments): string | Promise<string>;
  execute(
    input: ExecuteArguments,
    signal: AbortSignal,
    progress: (state: Progress) => void,
  ): Promise<Answer>;
}

/** A day: the surface changes with the package only, and a new package is a new process. */
const LIST_TTL_MS = 86_400_000;

/**
 * Makes one MCP server a connection or, over HTTP, a request, of either protocol era (2025-11-25 and before, 2026-07-28), with the two tools
 * of `surface`. Answers are text alone: clients show structured content as one escaped line.
 *
 * @param handlersFor gives what stands behind the tools for whoever is served.
 */
export function createServerFactory(
  surface: Surface,
  handlersFor: (context: McpRequestContext) => ToolHandlers,
): McpServerFactory {
  const searchTool = { ...surface.search, inputSchema: SEARCH_INPUT };
  const executeTool = { ...surface.execute, inputSchema: EXECUTE_INPUT };
  return (context) => {
    const handlers = handlersFor(context);
    const server = new McpServer(
      { name: surface.serverName, version: surface.version },
      {
        capabilities: { tools: { listChanged: false } },
        instructions: surface.instructions,
        cacheHints: {
          "tools/list": { ttlMs: LIST_TTL_MS, cacheScope: "public" },
          "server/discover": { ttlMs: LIST_TTL_MS, cacheScope: "public" },
        },
      },
    );
    server.registerTool("search", searchTool, async (input) =>
      toolResult({ isError: false, text: await handlers.search(input) }),
    );
    server.registerTool("execute", executeTool, (input, context) =>
      runExecute(handlers, input, context),
    );
    return server;
  };
}

async function runExecute(
  handlers: ToolHandlers,
  input: ExecuteArguments,
  { mcpReq }: ServerContext,
): Promise<CallToolResult> {
  const report = reportProgress(mcpReq._meta?.progressToken, (notification) =>
    mcpReq.notify(notification),
  );
  try {
    return toolResult(await handlers.execute(input, mcpReq.signal, report.update));
  } finally {
    report.end();
  }
}

function toolResult({ isError, text }: Answer): CallToolResult {
  return { content: [{ type: "text", text }], ...(isError && { isError }) };
}
