import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { CACHE } from "./corpus.js";
import { startWorkerd, type Workerd } from "./workerd.js";

// Callers who go away before they are answered. Cloudflare's runtime drops what such a request left undone, which `wrangler dev` hides: its proxy
// stays.

const FOLDER = join(CACHE, "worker-gone-callers");
const LIBRARY = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const TOKEN = "0123456789abcdef-of-the-callers";
/** More than are answered at one time, of calls (64) and of requests (256). */
const CALLERS = 300;
const TOGETHER = 30;

const asked: string[] = [];
const api = createServer(({ url = "" }, response) => {
  asked.push(url);
  if (url !== "/books/slow") response.end("[]");
});
let workerd: Workerd | undefined;
let url = "";

beforeAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  const run = await codemode(["compile", LIBRARY, "-o", FOLDER, "--quiet"]);
  expect(run.exitCode, run.stderr).toBe(0);
  await new Promise<void>((listens) => api.listen(0, "127.0.0.1", listens));
  const { port } = api.address() as AddressInfo;
  const configuration = parse(readFileSync(join(FOLDER, "wrangler.jsonc"), "utf8"));
  const modules = ["worker.js", "api.json", "index.json", "quickjs.wasm"];
  workerd = await startWorkerd(FOLDER, modules, {
    bindings: [
      '(name = "LOADER", workerLoader = ())',
      `(name = "LIBRARY_MCP_TOKEN", text = "${TOKEN}")`,
      `(name = "LIBRARY_BASE_URL", text = "http://127.0.0.1:${port}")`,
    ],
    compatibilityFlags: configuration.compatibility_flags,
    flags: ["--experimental"],
  });
  url = workerd.url;
});

afterAll(async () => {
  await workerd?.close();
  api.closeAllConnections();
  api.close();
});

const HEADERS = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  authorization: `Bearer ${TOKEN}`,
  "mcp-protocol-version": "2026-07-28",
  "mcp-method": "tools/call",
  "mcp-name": "execute",
};

function body(code: string): string {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "peers", version: "1.0.0" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = { name: "execute", arguments: { code }, _meta };
  return JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
}

/** A caller whose call the API never answers. */
function waitingCaller(): Socket {
  const { hostname, port } = new URL(url);
  const text = body('return await library.books.get({ book_id: "slow" });');
  const lines = Object.entries({ host: hostname, ...HEADERS, "content-length": text.length });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.write(`POST /mcp HTTP/1.1\r\n${head}\r\n${text}`);
  return socket;
}

it("gives back what callers held who went away", async () => {
  for (let called = TOGETHER; called <= CALLERS; called += TOGETHER) {
    const callers = Array.from({ length: TOGETHER }, waitingCaller);
    await vi.waitFor(() => expect(asked).toHaveLength(called), { timeout: 15_000, interval: 20 });
    for (const caller of callers) caller.resetAndDestroy();
  }
  const answer = await fetch(`${url}/mcp`, {
    method: "POST",
    headers: HEADERS,
    body: body("return await library.books.list();"),
    signal: AbortSignal.timeout(10_000),
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("books.list ×1 → 200");
});
