import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { networkInterfaces } from "node:os";

export interface HttpLaunch {
  /** The generated `server.js`, or the command line. */
  readonly server: string;
  /** What comes before the flags. */
  readonly command?: readonly string[];
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What `--http` gets; a free port of 127.0.0.1 by default. */
  readonly address?: string;
}

/** A server over HTTP in a process of its own. */
export interface HttpProcess {
  /** `http://127.0.0.1:34567/mcp`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** All that it has written to standard error. */
  stderr(): string;
  /** The lines of its log. */
  log(): readonly Readonly<Record<string, unknown>>[];
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

/** Resolves when it listens; rejects with what it wrote if it ends before. */
export async function startHttp(launch: HttpLaunch): Promise<HttpProcess> {
  const { server, command = [], flags = [], env = {}, address = "127.0.0.1:0" } = launch;
  const args = [server, ...command, "--check", "off", "--http", address, ...flags];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const chunks: string[] = [];
  const ended = once(child, "exit").then(([code]): number | null => code);
  const listening = new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      chunks.push(chunk);
      // The first line that it writes.
      if (chunks.length > 2) return;
      const url = /"event":"listening","url":"(?<url>[^"]+)"/.exec(chunks.join(""))?.groups?.[
        "url"
      ];
      if (url !== undefined) resolve(url);
    });
    ended.then((code) => reject(new Error(`exit ${code}: ${chunks.join("")}`)));
  });
  const url = await listening;
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    stderr: () => chunks.join(""),
    log: () => linesOf(chunks.join("")),
    signal: (name) => child.kill(name),
    ended,
    close: () => closed(child, ended),
  };
}

function linesOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

async function closed(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await ended;
}

/** A status and a body, with what the server sent before. */
export interface RawAnswer {
  /** Of the first response; 0 when there was none. */
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

/** Writes bytes to a socket, in as many pieces as given, and gives all that comes back until the server ends the connection, or `milliseconds` have passed. */
export function raw(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  milliseconds: number,
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const start = performance.now();
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const done = () => {
      clearTimeout(late);
      socket.destroy();
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      resolve({ status, text, milliseconds: performance.now() - start });
    };
    const late = setTimeout(done, milliseconds);
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", done);
    for (const piece of pieces) socket.write(piece);
  });
}

/** An IPv4 address of this machine that is not a loopback one; `undefined` where there is none. */
export function ownAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}

/** A load balancer of the simplest kind: requests go to the targets in turn. */
export interface RoundRobin {
  readonly url: string;
  /** How many requests each target got. */
  readonly counts: readonly number[];
  close(): Promise<void>;
}

export async function startRoundRobin(targets: readonly string[]): Promise<RoundRobin> {
  const counts = targets.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const at = turn++ % targets.length;
    counts[at] = (counts[at] ?? 0) + 1;
    const { promise, resolve } = bodyOf(incoming);
    const forward = async () => {
      const response = await fetch(new URL(incoming.url ?? "/", targets[at]), {
        method: incoming.method ?? "GET",
        headers: forwarded(incoming.headers),
        ...(incoming.method === "POST" && { body: await promise }),
      });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    };
    incoming.once("end", resolve);
    forward().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function bodyOf(incoming: NodeJS.ReadableStream): {
  readonly promise: Promise<string>;
  readonly resolve: () => void;
} {
  let text = "";
  let resolve = () => {};
  incoming.on("data", (chunk) => {
    text += chunk;
  });
  const promise = new Promise<string>((done) => {
    resolve = () => done(text);
  });
  return { promise, resolve };
}

function forwarded(headers: IncomingHttpHeaders): Record<string, string> {
  const own = ["host", "connection", "content-length", "transfer-encoding"];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      own.includes(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}
