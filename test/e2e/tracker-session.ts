import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "./tracker-package.js";

/** What a server is started with. */
export interface SessionOptions {
  /** Flags of the server. */
  readonly flags?: readonly string[];
  /** Flags of Node. */
  readonly node?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
}

/** A server of the tracker's package in a process of its own, with a client. */
export interface TrackerSession {
  execute(code: string): Promise<ToolAnswer>;
  search(query: string): Promise<ToolAnswer>;
  /** What the server has written to standard error. */
  stderr(): string;
  signal(name: NodeJS.Signals): void;
  /** Ends the server, and waits for it. */
  close(): Promise<void>;
}

async function startTrackerSession(
  server: string,
  apiUrl: string,
  options: SessionOptions = {},
): Promise<TrackerSession> {
  const { flags = [], node = [], cwd, env } = options;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...node, server, "--base-url", apiUrl, "--check", "off", ...flags],
    env: { TRACKER_TOKEN: "secret-token", ...env },
    stderr: "pipe",
    ...(cwd !== undefined && { cwd }),
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  const call = async (name: string, args: Record<string, string>): Promise<ToolAnswer> => {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [first] = content;
    return { isError: isError ?? false, text: first?.type === "text" ? first.text : "" };
  };
  return {
    execute: (code) => call("execute", { code }),
    search: (query) => call("search", { query }),
    stderr: () => stderr,
    signal(name) {
      if (transport.pid !== null) process.kill(transport.pid, name);
    },
    close: () => client.close(),
  };
}

/** The tracker for the tests of one file. */
export interface TrackerBench {
  /** The folder of its package. */
  readonly tracker: string;
  /** A folder for files of the tests. */
  readonly root: string;
  /** A server that ends with its test. */
  start(options: SessionOptions): Promise<TrackerSession>;
}

/** Called once in a test file, outside of any test: sets all up before the first one, and cleans up after the last. */
export function useTracker(): TrackerBench {
  const { folder, server, remove } = writeTrackerPackage();
  const root = mkdtempSync(join(tmpdir(), "codemode-session-"));
  const open: TrackerSession[] = [];
  let api: TrackerApi;
  beforeAll(async () => {
    api = await startTrackerApi();
  });
  afterEach(async () => {
    for (const session of open.splice(0)) await session.close();
  });
  afterAll(async () => {
    await api.close();
    remove();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    tracker: folder,
    root,
    async start(options) {
      const session = await startTrackerSession(server, api.url, options);
      open.push(session);
      return session;
    },
  };
}
