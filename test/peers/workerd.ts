import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { installed } from "./installed.js";

/** Cloudflare's runtime itself, as its npm package brings it. */
const WORKERD = "workerd@1.20261117.1";

export interface Workerd {
  readonly url: string;
  /** Of its process. */
  readonly pid: number;
  close(): Promise<void>;
}

export interface WorkerdOptions {
  /** Of the Worker, each as its configuration language writes it: `(name = "LOADER", workerLoader = ())`. */
  readonly bindings: readonly string[];
  readonly compatibilityFlags: readonly string[];
  /** More arguments of the command: `--experimental`. */
  readonly flags: readonly string[];
}

/** Serves a Worker: `modules` are files of `folder`, the first one its entry. It may call this machine. */
export async function startWorkerd(
  folder: string,
  modules: readonly string[],
  options: WorkerdOptions = { bindings: [], compatibilityFlags: [], flags: [] },
): Promise<Workerd> {
  const workerd: { default: string } = createRequire(join(installed(WORKERD), "_"))("workerd");
  const configuration = join(folder, "workerd.capnp");
  writeFileSync(configuration, configurationOf(modules, options));
  // It tells on file descriptor 3 which port it listens on, a JSON value a line.
  const child = spawn(
    workerd.default,
    ["serve", configuration, "--control-fd=3", ...options.flags],
    {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
      detached: true,
    },
  );
  const close = () => ended(child);
  try {
    return { url: `http://127.0.0.1:${await portOf(child)}`, pid: child.pid ?? 0, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const KINDS: { readonly [extension: string]: string } = { ".wasm": "wasm", ".json": "text" };

function configurationOf(modules: readonly string[], options: WorkerdOptions): string {
  const { bindings, compatibilityFlags } = options;
  const embedded = modules.map((path) => {
    const kind = KINDS[extname(path)] ?? "esModule";
    return `(name = ${JSON.stringify(path)}, ${kind} = embed ${JSON.stringify(path)})`;
  });
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (compatibilityDate = "2026-01-01", compatibilityFlags = ${JSON.stringify(compatibilityFlags)}, modules = [${embedded.join(", ")}], bindings = [${bindings.join(", ")}])),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

async function portOf(child: ChildProcess): Promise<number> {
  // The fourth of its streams, of which the types say only that it may be either way.
  const control = child.stdio[3] as Readable;
  for await (const line of createInterface({ input: control })) {
    const told: { event?: string; port?: number } = JSON.parse(line);
    if (told.event === "listen" && told.port !== undefined) return told.port;
  }
  throw new Error("workerd ended before it listened");
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await exit;
}
