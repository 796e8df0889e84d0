import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "./installed.js";

/** The newest that runs on Node 20. It brings Cloudflare's runtime of the same week. */
const WRANGLER = "wrangler@4.86.0";

const ENVIRONMENT = { WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" };

export interface DryRun {
  readonly exitCode: number | null;
  readonly output: string;
  /** KiB of everything that would be uploaded, gzipped, as wrangler counts it. */
  readonly gzippedKib: number;
}

/** What `wrangler deploy` would do with a package. */
export function dryRun(folder: string): DryRun {
  const out = mkdtempSync(join(tmpdir(), "codemode-wrangler-"));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [binary(), "deploy", "--dry-run", "--outdir", out],
    { cwd: folder, encoding: "utf8", env: { ...process.env, ...ENVIRONMENT } },
  );
  const output = `${stdout}${stderr}`;
  const [, gzipped = "NaN"] = /gzip: ([\d.]+) KiB/.exec(output) ?? [];
  return { exitCode: status, output, gzippedKib: Number(gzipped) };
}

export interface Development {
  readonly url: string;
  /** What was written so far. */
  output(): string;
  close(): Promise<void>;
}

/** `wrangler dev` of one Worker, or of several of which the first is served: `configurations` are paths of `wrangler.jsonc` files. */
export async function startDevelopment(
  folder: string,
  configurations: readonly string[],
): Promise<Development> {
  const child = spawn(
    process.execPath,
    [
      binary(),
      "dev",
      "--port=0",
      "--inspector-port=0",
      "--ip=127.0.0.1",
      ...configurations.map((path) => `--config=${path}`),
    ],
    // A group of its own: wrangler starts workerd, and both have to end.
    { cwd: folder, env: { ...process.env, ...ENVIRONMENT }, detached: true, stdio: "pipe" },
  );
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  const close = () => ended(child);
  try {
    return { url: await readyAt(child, () => output), output: () => output, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sets the secrets of a Worker for development. */
export function writeSecrets(folder: string, secrets: Readonly<Record<string, string>>): void {
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, ".dev.vars"), lines.join(""));
}

function binary(): string {
  return join(installed(WRANGLER), "wrangler/bin/wrangler.js");
}

async function readyAt(child: ChildProcess, output: () => string): Promise<string> {
  const until = Date.now() + 60_000;
  while (Date.now() < until && child.exitCode === null) {
    const [, url] = /Ready on (http:\/\/\S+)/.exec(output()) ?? [];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`wrangler does not serve:\n${output()}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await exit;
}
