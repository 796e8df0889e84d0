import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { EXECUTE_INPUT, SEARCH_INPUT } from "../runtime/mcp/input.js";
import type { Surface, ToolText } from "../runtime/mcp/tools.js";

/** A day, as our server says it. */
const LIST_TTL_MS = 86_400_000;

/** The JSON of the `tools/list` result that our server sends to a client of protocol revision 2026-07-28. */
export function toolsListResult({ serverName, version, search, execute }: Surface): string {
  return JSON.stringify({
    tools: [tool("search", search, SEARCH_INPUT), tool("execute", execute, EXECUTE_INPUT)],
    resultType: "complete",
    ttlMs: LIST_TTL_MS,
    cacheScope: "public",
    _meta: { "io.modelcontextprotocol/serverInfo": { name: serverName, version } },
  });
}

function tool(name: string, text: ToolText, input: StandardSchemaWithJSON) {
  const inputSchema = input["~standard"].jsonSchema.input({ target: "draft-2020-12" });
  return { name, description: text.description, inputSchema, annotations: text.annotations };
}
