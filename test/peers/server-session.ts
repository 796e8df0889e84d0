import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/client/stdio";

/** A generated server under a real client of the newest protocol revision, over stdio. */
export interface ServerSession {
  readonly instructions: string;
  readonly descriptions: readonly string[];
  /** The result of `tools/list` as it came over the wire: JSON. */
  readonly toolsList: string;
  call(tool: string, args: Record<string, unknown>): Promise<ToolAnswer>;
  close(): Promise<void>;
}

export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** What a client starts; `env` is added to the few variables that a client passes on. */
export interface ServerProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts the server of a package. */
export function openSession(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerSession> {
  return openProgram({ command: process.execPath, args: [join(folder, "server.js")], env });
}

/** Starts a server as a client is told to. */
export async function openProgram({
  args,
  env,
  ...program
}: ServerProgram): Promise<ServerSession> {
  const transport = new StdioClientTransport({
    ...program,
    args: [...args],
    env: { ...getDefaultEnvironment(), ...env },
    stderr: "inherit",
  });
  const client = new Client(
    { name: "peers", version: "1.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(transport);
  let toolsList = "";
  const deliver = transport.onmessage;
  transport.onmessage = (message) => {
    if ("result" in message && "tools" in message.result)
      toolsList = JSON.stringify(message.result);
    deliver?.(message);
  };
  const { tools } = await client.listTools();
  return {
    instructions: client.getInstructions() ?? "",
    descriptions: tools.map((tool) => tool.description ?? ""),
    toolsList,
    async call(name, args) {
      const answer = await client.callTool({ name, arguments: args });
      const text = answer.content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
      return { text, isError: answer.isError === true };
    },
    close: () => client.close(),
  };
}
