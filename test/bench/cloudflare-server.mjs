// node cloudflare-server.mjs document.json http://127.0.0.1:1234 token: openApiMcpServer of @cloudflare/codemode over stdio, with an
// executor of node:vm: a new context for each run, in this thread, without limits of time or memory and without a sandbox.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { importPeer } from "./installed-peers.mjs";

/** @typedef {{ name: string, fns: Record<string, (...args: unknown[]) => Promise<unknown>> }} Provider */

const [document = "", baseUrl = "", token = ""] = process.argv.slice(2);
const { openApiMcpServer } = await importPeer("@cloudflare/codemode/dist/mcp.js");
const { StdioServerTransport } = await importPeer(
  "@modelcontextprotocol/sdk/dist/esm/server/stdio.js",
);

const executor = {
  /** @param {string} code An async arrow function. @param {readonly Provider[]} providers */
  async execute(code, providers) {
    const globals = Object.fromEntries(providers.map(({ name, fns }) => [name, fns]));
    try {
      return { result: await runInNewContext(`(${code})`, { structuredClone, ...globals })() };
    } catch (error) {
      return { result: undefined, error: String(error) };
    }
  },
};

const server = openApiMcpServer({
  spec: JSON.parse(readFileSync(document, "utf8")),
  executor,
  /** @param {{ method: string, path: string }} request */
  async request({ method, path }) {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${baseUrl}${path}`, { method, headers });
    return response.json();
  },
});
await server.connect(new StdioServerTransport());
