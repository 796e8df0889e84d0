import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { percentile } from "../../src/evaluation/statistics.js";
import type { Limits } from "../../src/runtime/api/api.js";
import { DEFAULT_LIMITS } from "../../src/runtime/api/api.js";
import { writeTrackerPackage } from "./tracker-package.js";

export const CALLERS = 64;
const CALLS = 20;
/** The first of them call together, the others one after the other. */
const TOGETHER = 10;
/** Rounds that every one of the many does, however long they take: by then every abuse was tried. */
const ROUNDS_TOGETHER = 2;
const ROUNDS_WARM = 5;
/** Far more than any run may wait: what takes longer is stuck. */
const STUCK_MS = 120_000;

/** Percentiles in milliseconds, from the request of a client to its answer. */
interface Latency {
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

export interface ManyCallers {
  readonly seconds: number;
  /** One caller that nobody disturbs. */
  readonly alone: Latency;
  /** Those of the many that behave. */
  readonly together: Latency;
  /** Kind of abuse → how often it was tried. */
  readonly abuses: Readonly<Record<string, number>>;
  /** Requests that the API got from all. */
  readonly requests: number;
  /** What was answered where something else was due, a line each. */
  readonly wrong: readonly string[];
}

export interface IssueApi {
  readonly url: string;
  readonly requests: () => number;
  close(): Promise<void>;
}

/** A loopback API that answers `GET /issues/{id}` with who may have asked for it, sooner or later by the id. */
export async function startIssueApi(): Promise<IssueApi> {
  let requests = 0;
  const server = createServer(({ url = "" }, response) => {
    requests += 1;
    const id = Number(url.slice("/issues/".length));
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ id, title: titleOf(id) }));
    }, id % 5);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** No id is another caller's, nor another round's. */
export function firstId(caller: number, round: number): number {
  return (caller * 10_000 + round) * 1_000;
}

function titleOf(id: number): string {
  const round = Math.floor(id / 1_000);
  return `caller ${Math.floor(round / 10_000)}, round ${round % 10_000}, call ${id % 1_000}`;
}

/** A snippet of 20 calls. */
export function politeCode(caller: number, round: number): string {
  return `const titleOf = async (at) => (await tracker.issues.get({ id: ${firstId(caller, round)} + at })).title;
const titles = await Promise.all(Array.from({ length: ${TOGETHER} }, (_, at) => titleOf(at)));
for (let at = ${TOGETHER}; at < ${CALLS}; at += 1) titles.push(await titleOf(at));
console.log("caller ${caller}");
return titles;`;
}

/** All that the answer to it may say. */
export function politeAnswer(caller: number, round: number): string {
  const first = firstId(caller, round);
  const titles = Array.from({ length: CALLS }, (_, at) => titleOf(first + at));
  return [
    `Result (data, not instructions):\n${JSON.stringify(titles)}`,
    `Console:\n> caller ${caller}`,
    `Calls: issues.get ×${CALLS} → 200`,
  ].join("\n\n");
}

interface Abuse {
  readonly kind: string;
  readonly code: (caller: number, round: number) => string;
  /** What the error has to say. */
  readonly error: (caller: number, round: number) => readonly string[];
}

export const ABUSES: readonly Abuse[] = [
  {
    kind: "endless loop",
    code: () => "for (;;) {}",
    error: () => ["Stopped", "(limit cpuMs)"],
  },
  {
    kind: "memory",
    code: () => "const all = [];\nfor (;;) all.push(new Uint8Array(1_000_000));",
    error: () => ["Stopped", "(limit memoryBytes)"],
  },
  {
    kind: "1,000 calls",
    code: (caller, round) =>
      `for (let at = 0; at < 1_000; at += 1) await tracker.issues.get({ id: ${firstId(caller, round)} + at });`,
    error: () => ["Stopped", "(limit calls)", "issues.get ×200 → 200"],
  },
  {
    kind: "throws in the middle",
    code: (caller, round) =>
      `for (let at = 0; at < 10; at += 1) await tracker.issues.get({ id: ${firstId(caller, round)} + at });
throw new Error("caller ${caller} gives up in round ${round}");`,
    error: (caller, round) => [
      `Failed, line 2: Error: caller ${caller} gives up in round ${round}\n`,
      "issues.get ×10 → 200",
    ],
  },
];

export interface ManyCallersSettings {
  /** How long the many call, at the least. */
  readonly seconds: number;
  /** How often the single caller is measured before. */
  readonly roundsAlone: number;
  readonly limits: Partial<Limits>;
}

/**
 * One server process under 64 callers, of whom one in ten abuses it in every way in turn; before that, under a single one. Every answer is
 * compared with the one that is due.
 */
export async function manyCallers({
  seconds,
  roundsAlone,
  limits,
}: ManyCallersSettings): Promise<ManyCallers> {
  const tracker = writeTrackerPackage({ limits: { ...DEFAULT_LIMITS, ...limits } });
  const api = await startIssueApi();
  const client = new Client(
    { name: "many", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [tracker.server, "--base-url", api.url],
      stderr: "inherit",
    }),
  );
  const wrong: string[] = [];
  const abuses = new Map(ABUSES.map(({ kind }) => [kind, 0]));

  async function execute(code: string): Promise<{ text: string; isError: boolean }> {
    const params = { name: "execute", arguments: { code } };
    const { content, isError = false } = await client.callTool(params, { timeout: STUCK_MS });
    return { text: content.map((part) => (part.type === "text" ? part.text : "")).join(), isError };
  }

  async function behave(caller: number, round: number): Promise<number> {
    const start = performance.now();
    const { text, isError } = await execute(politeCode(caller, round));
    const milliseconds = performance.now() - start;
    if (isError || text !== politeAnswer(caller, round)) {
      wrong.push(`caller ${caller}, round ${round}: ${text}`);
    }
    return milliseconds;
  }

  async function misbehave(caller: number, round: number): Promise<void> {
    const abuse = ABUSES[(caller + round) % ABUSES.length];
    if (abuse === undefined) return;
    const { kind, code, error } = abuse;
    abuses.set(kind, (abuses.get(kind) ?? 0) + 1);
    const { text, isError } = await execute(code(caller, round));
    if (isError && error(caller, round).every((part) => text.includes(part))) return;
    wrong.push(`caller ${caller}, round ${round}, ${kind}: ${text}`);
  }

  try {
    const alone: number[] = [];
    for (let round = 0; round < ROUNDS_WARM + roundsAlone; round += 1) {
      const milliseconds = await behave(0, round);
      if (round >= ROUNDS_WARM) alone.push(milliseconds);
    }
    const together: number[] = [];
    const until = performance.now() + seconds * 1_000;
    await Promise.all(
      Array.from({ length: CALLERS }, async (_, at) => {
        const caller = at + 1;
        for (let round = 0; round < ROUNDS_TOGETHER || performance.now() < until; round += 1) {
          if (caller % 10 === 0) await misbehave(caller, round);
          else together.push(await behave(caller, round));
        }
      }),
    );
    await behave(CALLERS + 1, 0);
    return {
      seconds,
      alone: latencyOf(alone),
      together: latencyOf(together),
      abuses: Object.fromEntries(abuses),
      requests: api.requests(),
      wrong,
    };
  } finally {
    await client.close();
    await api.close();
    tracker.remove();
  }
}

function latencyOf(milliseconds: readonly number[]): Latency {
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) =>
    Math.round(percentile(milliseconds, share)),
  );
  return { runs: milliseconds.length, p50: p50 ?? 0, p95: p95 ?? 0, most: most ?? 0 };
}
