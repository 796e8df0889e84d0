import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startHttp } from "../e2e/http-process.js";
import { writeTrackerPackage } from "../e2e/tracker-package.js";
import { CACHE } from "./corpus.js";

const SECONDS = 60;
const WARM_REQUESTS = 10_000;
const WARM_SECONDS = 5;
const CONNECTIONS = 64;
const SCRIPT = join(import.meta.dirname, "http-load.lua");

/** What the script of wrk reports; times are milliseconds. */
interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Answers that were none. */
  readonly wrong: number;
  readonly status: number;
  readonly connect: number;
  readonly read: number;
  readonly write: number;
  readonly timeout: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

function requireWrk(): void {
  try {
    execFileSync("wrk", ["--version"], { stdio: "ignore" });
  } catch (error) {
    // Its --version ends with a code of its own.
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing) throw new Error("wrk is missing: apt-get install wrk");
  }
}

function wrk(url: string, seconds: number): Promise<Load> {
  const args = ["-t2", `-c${CONNECTIONS}`, `-d${seconds}s`, "--timeout", "10s", "-s", SCRIPT, url];
  return new Promise((resolve, reject) => {
    execFile("wrk", args, (error, stdout) => {
      const result = /^RESULT (?<json>.*)$/m.exec(stdout)?.groups?.["json"];
      if (error !== null || result === undefined) reject(error ?? new Error(stdout));
      else resolve(JSON.parse(result));
    });
  });
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

it(`${CONNECTIONS} connections search for ${SECONDS} s: no error, no long tail, no growth`, async () => {
  requireWrk();
  const tracker = writeTrackerPackage();
  const server = await startHttp({
    server: tracker.server,
    env: { TRACKER_BASE_URL: "http://127.0.0.1:9" },
  });
  try {
    // A slow machine takes longer to fill its caches.
    for (let served = 0; served < WARM_REQUESTS; ) {
      served += (await wrk(server.url, WARM_SECONDS)).requests;
    }
    const resident: number[] = [];
    const looks = setInterval(() => resident.push(residentMiB(server.pid)), 5_000);
    const load = await wrk(server.url, SECONDS);
    clearInterval(looks);
    // Before and after the two thirds of the time in which nothing may grow.
    const early = resident.slice(0, 3);
    const late = resident.slice(-3);
    const figures = { ...load, resident };
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(join(CACHE, "http-load.json"), `${JSON.stringify(figures, null, 2)}\n`);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    const { wrong, status, connect, read, write, timeout } = load;
    expect({ wrong, status, connect, read, write, timeout }).toEqual({
      wrong: 0,
      status: 0,
      connect: 0,
      read: 0,
      write: 0,
      timeout: 0,
    });
    expect(load.requests).toBeGreaterThan(CONNECTIONS * SECONDS);
    expect(load.p99).toBeLessThanOrEqual(20 * load.p50);
    expect(Math.max(...late)).toBeLessThan(Math.max(...early) * 1.15 + 8);
  } finally {
    await server.close();
    tracker.remove();
  }
});
