import { mkdirSync, symlinkSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const NATIVE = dirname(createRequire(import.meta.url).resolve("typescript-native/package.json"));

/** A server of a package that checks the types of every snippet, and an API that only counts what reaches it. */
export interface CheckedServer {
  /** Runs a snippet; `requests` is how many reached the API. */
  execute(code: string): Promise<Ran>;
  close(): Promise<void>;
}

export interface Ran {
  readonly isError: boolean;
  readonly text: string;
  readonly requests: number;
}

const notFound: RequestListener = (_, response) => {
  response.writeHead(404, { "content-type": "application/json" }).end("{}");
};

/**
 * Starts the server of the package in `folder`, with TypeScript beside it. `variable` names the environment variable of its base URL, `answer` is what
 * the API does; without it that knows nothing. `environment` is what the server has beside.
 */
export async function startCheckedServer(
  folder: string,
  variable: string,
  answer: RequestListener = notFound,
  environment: Readonly<Record<string, string>> = {},
): Promise<CheckedServer> {
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  symlinkSync(NATIVE, join(modules, "typescript-native"), "junction");
  let requests = 0;
  const api: Server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  const { port } = api.address() as AddressInfo;
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(folder, "server.js"), "--check=require", "--allow=write,destructive"],
      env: { ...environment, [variable]: `http://127.0.0.1:${port}` },
      stderr: "inherit",
    }),
  );
  return {
    async execute(code) {
      const before = requests;
      const result = await client.callTool({ name: "execute", arguments: { code } });
      const [content] = Array.isArray(result.content) ? result.content : [];
      const text = content?.type === "text" ? content.text : "";
      return { isError: result.isError === true, text, requests: requests - before };
    },
    async close() {
      await client.close();
      api.closeAllConnections();
      api.close();
    },
  };
}
