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

/** Errors about what the operator configured or installed; by name, since each bundle has classes of its own. */
const OPERATORS_ERRORS: ReadonlySet<string> = new Set(["ConfigurationError", "IndexFormatError"]);

/** The reason may hold paths of the server's machine. */
const INTERNAL =
  "The server failed, not the code: trying again will not help. Whoever runs the server finds the reason in its log.";

/** A day: the surface changes with the package only, and a new package is a new process. */
const LIST_TTL_MS = 86_400_000;

/**
 * Makes one MCP server a connection or, over HTTP, a request, of either protocol era (2025-11-25 and before, 2026-07-28), with the two tools
 * of `surface`. Answers are text alone: clients show structured content as one escaped line.
 *
 * @param handlersFor gives what stands behind the tools for whoever is served.
 * @param problem hears, in a sentence, why a tool itself failed: a client is told only what its operator can set right.
 */
export function createServerFactory(
  surface: Surface,
  handlersFor: (context: McpRequestContext) => ToolHandlers,
  problem: (message: string) => void,
): McpServerFactory {
  const searchTool = { ...surface.search, inputSchema: SEARCH_INPUT };
  const executeTool = { ...surface.execute, inputSchema: EXECUTE_INPUT };
  const failed = (error: unknown): Answer => {
    const message = error instanceof Error ? error.message : String(error);
    problem(message);
    const isOperators = error instanceof Error && OPERATORS_ERRORS.has(error.name);
    return { isError: true, text: isOperators ? message : INTERNAL };
  };
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
    server.registerTool("search", searchTool, async (input) => {
      const search = async () => ({ isError: false, text: await handlers.search(input) });
      return toolResult(await search().catch(failed));
    });
    server.registerTool("execute", executeTool, (input, context) =>
      runExecute(handlers, input, context).catch((error) => toolResult(failed(error))),
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
