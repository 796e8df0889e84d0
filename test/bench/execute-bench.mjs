// npm run bench:execute [-- --runs 60] [-- --json]: the same snippet through `execute` of our generated server and of the
// openApiMcpServer of @cloudflare/codemode, both over stdio and in turns.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { load } from "js-yaml";
import { readApi } from "../../dist/runtime/api/stored-api.js";
import { bigSpec } from "../big-spec/big-spec.mjs";
import { installPeers } from "./installed-peers.mjs";
import { machine, table } from "./report-table.mjs";
import { percentile } from "./statistics.mjs";

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {Client} client
 * @property {(at: number) => string} computes A snippet that calls nothing.
 * @property {(at: number) => string} calls One that calls the API once.
 */

/** @typedef {{ computesP50: number, computesP95: number, callsP50: number, callsP95: number }} Figures Milliseconds. */

const WARM_UP = 10;
const TOKEN = "secret";
const root = join(import.meta.dirname, "../..");
const folder = join(root, ".tmp/bench-execute");

const { values } = parseArgs({
  options: { runs: { type: "string", default: "60" }, json: { type: "boolean" } },
});
installPeers();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const upstream = await startApi();

/** @type {Record<string, Record<string, Figures>>} */
const report = {};
for (const [name, document] of documents()) {
  report[name] = await measure(name, document);
  if (!values.json) print(name, document.length, report[name]);
}
upstream.server.close();
if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);

/** @returns {[string, string][]} */
function documents() {
  const library = readFileSync(join(root, "fixtures/library.yaml"), "utf8");
  return [
    ["library", JSON.stringify(load(library))],
    ["generated-3000", JSON.stringify(bigSpec(3000))],
  ];
}

/** A loopback API that answers every request alike, at once. */
async function startApi() {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"data":[],"page":{"has_more":false}}');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/** @param {string} name @param {string} document @returns {Promise<Record<string, Figures>>} */
async function measure(name, document) {
  const file = join(folder, `${name}.json`);
  const output = join(folder, name);
  writeFileSync(file, document);
  const command = [join(root, "bin/codemode.js"), "compile", file, "-o", output, "--quiet"];
  execFileSync(process.execPath, command, { stdio: ["ignore", 2, 2] });
  const api = readApi(readFileSync(join(output, "api.json"), "utf8"));
  const operation = api.operations.find(
    ({ httpMethod, parameters }) =>
      httpMethod === "GET" && parameters.every(({ required }) => !required),
  );
  if (operation === undefined)
    throw new Error(`${name} has no operation to call without arguments`);
  const ours = {
    computes: (/** @type {number} */ at) => `return 1 + ${at}`,
    calls: (/** @type {number} */ at) => `return [${at}, await ${api.name}.${operation.id}()]`,
  };
  const request = `codemode.request({ method: "GET", path: "${operation.path}" })`;
  const theirs = {
    computes: (/** @type {number} */ at) => `async () => 1 + ${at}`,
    calls: (/** @type {number} */ at) => `async () => [${at}, await ${request}]`,
  };
  const server = join(output, "server.js");
  const env = { [`${api.name.toUpperCase()}_TOKEN`]: TOKEN };
  const peer = join(import.meta.dirname, "cloudflare-server.mjs");
  const flags = ["--base-url", upstream.url];
  const contenders = [
    {
      name: "codemode --check=off",
      client: await connect([server, "--check=off", ...flags], env),
      ...ours,
    },
    {
      name: "codemode --check=require",
      client: await connect([server, "--check=require", ...flags], env),
      ...ours,
    },
    {
      name: "openApiMcpServer, node:vm",
      client: await connect([peer, file, upstream.url, TOKEN], {}),
      ...theirs,
    },
  ];
  try {
    return await figuresOf(contenders);
  } finally {
    for (const { client } of contenders) await client.close();
  }
}

/** In turns (A B C A B C …), so that a slow moment of the machine meets all. @param {readonly Contender[]} contenders */
async function figuresOf(contenders) {
  const times = contenders.map(({ name }) => ({
    name,
    computes: /** @type {number[]} */ ([]),
    calls: /** @type {number[]} */ ([]),
  }));
  for (let run = 0; run < Number(values.runs) + WARM_UP; run += 1) {
    for (const [at, { client, computes, calls }] of contenders.entries()) {
      const computed = await timeOf(client, computes(run), `${1 + run}`);
      const called = await timeOf(client, calls(run), "has_more");
      if (run < WARM_UP) continue;
      times[at]?.computes.push(computed);
      times[at]?.calls.push(called);
    }
  }
  return Object.fromEntries(
    times.map(({ name, computes, calls }) => [
      name,
      {
        computesP50: percentile(computes, 0.5),
        computesP95: percentile(computes, 0.95),
        callsP50: percentile(calls, 0.5),
        callsP95: percentile(calls, 0.95),
      },
    ]),
  );
}

/** Milliseconds. Rejects when the answer has not what it must have. @param {Client} client @param {string} code @param {string} part */
async function timeOf(client, code, part) {
  const start = performance.now();
  const answer = await client.callTool({ name: "execute", arguments: { code } });
  const time = performance.now() - start;
  const [content] = answer.content;
  const text = content?.type === "text" ? content.text : "";
  if (answer.isError || !text.includes(part)) {
    throw new Error(`${code} failed: ${JSON.stringify(answer.content)}`);
  }
  return time;
}

/** @param {readonly string[]} args @param {Record<string, string>} env */
async function connect(args, env) {
  const client = new Client(
    { name: "bench", version: "1.0.0" },
    { versionNegotiation: { mode: "auto" } },
  );
  const transport = { command: process.execPath, args: [...args], env };
  await client.connect(new StdioClientTransport({ ...transport, stderr: "inherit" }));
  return client;
}

/** @param {string} name @param {number} characters @param {Record<string, Figures>} figures */
function print(name, characters, figures) {
  /** @type {readonly [string, keyof Figures][]} */
  const measures = [
    ["return 1 + n, p50, ms", "computesP50"],
    ["return 1 + n, p95, ms", "computesP95"],
    ["one call of a loopback API, p50, ms", "callsP50"],
    ["one call of a loopback API, p95, ms", "callsP95"],
  ];
  const columns = Object.values(figures);
  const lines = measures.map(([what, key]) => ({
    what,
    values: columns.map((column) => column[key]),
    digits: 2,
    ratios: [/** @type {const} */ ([2, 0]), /** @type {const} */ ([2, 1])],
  }));
  const size = `a document of ${(characters / 2 ** 20).toFixed(2)} MiB`;
  process.stdout.write(
    `\n${name}, ${size}: ${values.runs} runs, warm, over stdio, in turns; ${machine()}\n\n`,
  );
  process.stdout.write(table(Object.keys(figures), ["theirs / off", "theirs / require"], lines));
  process.stdout.write(`
  codemode: each run in a sandbox of its own (QuickJS) with limits of time and memory; --check=require type-checks it before.
  openApiMcpServer of @cloudflare/codemode 0.5.6: an executor of node:vm that this bench brings, a new context for each run without
  limits, sandbox or check; the server puts the whole document into the code of every run.
`);
}
