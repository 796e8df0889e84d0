import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { percentile } from "./statistics.mjs";

/**
 * @typedef {object} ServerFigures Times in milliseconds, memory in MiB.
 * @property {number} start From spawn to the answer of `tools/list`. The SDK's client starts a server twice when it negotiates: the first
 * time only to ask which revisions it knows. Both are in the figure.
 * @property {number} searchP50
 * @property {number} searchP95
 * @property {number} executeP50 Without the type-check.
 * @property {number} checkedP50 With it.
 * @property {number} idle Resident memory before the first call of a tool, when the server has made all that it makes beforehand.
 */

/**
 * The generated server of `folder`, spoken to by a real client over stdio: all figures contain the protocol. Types are checked by the
 * TypeScript 7 of this project, in a process of its own, and only where it is said.
 *
 * @param {string} folder
 * @param {readonly string[]} queries
 * @returns {Promise<ServerFigures>}
 */
export async function measureServer(folder, queries) {
  const starts = [];
  for (let run = 0; run < 5; run += 1) {
    const start = performance.now();
    const { client } = await connect(folder, "off");
    await client.listTools();
    starts.push(performance.now() - start);
    await client.close();
  }
  const { client, pid } = await connect(folder, "off");
  await client.listTools();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const idle = residentMebibytes(pid);
  await timesOf(
    client,
    "search",
    queries.slice(0, 20).map((query) => ({ query })),
  );
  const search = await timesOf(
    client,
    "search",
    queries.map((query) => ({ query })),
  );
  const execute = await executeTimes(client);
  await client.close();
  const { client: checking } = await connect(folder, "require");
  const checked = await executeTimes(checking);
  await checking.close();
  return {
    start: percentile(starts, 0.5),
    searchP50: percentile(search, 0.5),
    searchP95: percentile(search, 0.95),
    executeP50: percentile(execute, 0.5),
    checkedP50: percentile(checked, 0.5),
    idle,
  };
}

/** Snippets that differ, once the server is warm. @param {Client} client */
async function executeTimes(client) {
  const snippets = Array.from({ length: 60 }, (_, at) => ({ code: `return ${at}` }));
  return (await timesOf(client, "execute", snippets)).slice(10);
}

/** @param {string} folder @param {"off" | "require"} check */
async function connect(folder, check) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(folder, "server.js"), `--check=${check}`],
    stderr: "inherit",
  });
  const client = new Client(
    { name: "bench", version: "1.0.0" },
    { versionNegotiation: { mode: "auto" } },
  );
  await client.connect(transport);
  return { client, pid: transport.pid };
}

/**
 * @param {Client} client
 * @param {string} name
 * @param {readonly Record<string, unknown>[]} calls
 */
async function timesOf(client, name, calls) {
  const times = [];
  for (const args of calls) {
    const start = performance.now();
    const answer = await client.callTool({ name, arguments: args });
    times.push(performance.now() - start);
    if (answer.isError) throw new Error(`${name} failed: ${JSON.stringify(answer.content)}`);
  }
  return times;
}

/** @param {number | null} pid */
function residentMebibytes(pid) {
  const [, kibibytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kibibytes) / 1024;
}
