import {
  type CallToolResult,
  createRequestStateCodec,
  fromJsonSchema,
  McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { CONTENT_TOOLS, HEADER_TOOL, SCHEMA_TOOL } from "./content-tools.js";
import { inputTools, type Tool } from "./input-tools.js";

/** Requests are answered by different servers: whichever gets the next round must know the state that another one gave. */
const codec = createRequestStateCodec({ key: "conformance fixtures, 32 bytes or more" });

const INPUT_TOOLS = inputTools(codec);
const NO_ARGUMENTS = fromJsonSchema<object>({ type: "object" });

/** A server with the tools that the conformance suite asks for by name, where ours has `search` and `execute`. */
export function createFixtureServer(): McpServer {
  const server = new McpServer(
    { name: "conformance-fixtures", version: "1.0.0" },
    {
      capabilities: { tools: { listChanged: false } },
      cacheHints: { "tools/list": { ttlMs: 1_000, cacheScope: "public" } },
      requestState: { verify: codec.verify },
    },
  );
  const register = (name: string, tool: Tool) =>
    server.registerTool(
      name,
      { description: "A fixture.", inputSchema: NO_ARGUMENTS },
      (_, context) => tool(context),
    );
  for (const [name, result] of Object.entries(CONTENT_TOOLS)) register(name, () => result);
  for (const [name, tool] of Object.entries(INPUT_TOOLS)) register(name, tool);
  register("test_error_handling", () => {
    throw new Error("This tool intentionally returns an error for testing");
  });
  register("test_tool_with_progress", withProgress);
  register("test_logging_tool", withLogging);
  for (const { name, inputSchema } of [SCHEMA_TOOL, HEADER_TOOL]) {
    server.registerTool(
      name,
      { description: "A fixture.", inputSchema: fromJsonSchema<object>(inputSchema) },
      () => said("done"),
    );
  }
  return server;
}

function said(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}

async function withProgress({ mcpReq }: ServerContext): Promise<CallToolResult> {
  const progressToken = mcpReq._meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined) {
      const params = { progressToken, progress, total: 100 };
      await mcpReq.notify({ method: "notifications/progress", params });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return said("done");
}

async function withLogging({ mcpReq }: ServerContext): Promise<CallToolResult> {
  await mcpReq.log("info", "not asked for");
  return said("done");
}
