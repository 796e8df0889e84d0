import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { ServerPackage } from "./tracker-package.js";

/** Starts the server of a package, lets it execute one snippet, and gives the whole answer as JSON text. */
export async function executeIn(
  { server }: ServerPackage,
  env: Readonly<Record<string, string>>,
  code: string,
): Promise<string> {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [server],
    env: { ...env },
    stderr: "ignore",
  });
  await client.connect(transport);
  try {
    return JSON.stringify(await client.callTool({ name: "execute", arguments: { code } }));
  } finally {
    await client.close();
  }
}
