import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpProcess, startHttp } from "../e2e/http-process.js";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "../e2e/tracker-package.js";
import { installed } from "./installed.js";

// The command line of the official Inspector against a generated server, over both transports and in both eras of the protocol.

const INSPECTOR = "@modelcontextprotocol/inspector@2.12.0";
const TOKEN = "0123456789abcdef-of-the-server";
/** The Inspector keeps files there. */
const home = mkdtempSync(join(tmpdir(), "codemode-inspector-"));
const tracker = writeTrackerPackage();
let api: TrackerApi;
let http: HttpProcess;

beforeAll(async () => {
  api = await startTrackerApi();
  http = await startHttp({
    server: tracker.server,
    env: { TRACKER_BASE_URL: api.url, TRACKER_TOKEN: "secret-token", TRACKER_MCP_TOKEN: TOKEN },
  });
});
afterAll(async () => {
  await http.close();
  await api.close();
  tracker.remove();
  rmSync(home, { recursive: true });
});

const TRANSPORTS = [
  {
    transport: "stdio",
    target: () => [
      ...["-e", `TRACKER_BASE_URL=${api.url}`, "-e", "TRACKER_TOKEN=secret-token"],
      ...[process.execPath, tracker.server],
    ],
  },
  {
    transport: "http",
    target: () => [http.url, "--header", `Authorization: Bearer ${TOKEN}`],
  },
];

describe.each(TRANSPORTS)("over $transport", ({ transport, target }) => {
  describe.each(["legacy", "modern", "auto"])("in the era %s", (era) => {
    const inspect = (...flags: readonly string[]) =>
      inspector([...target(), "--transport", transport, "--protocol-era", era, ...flags]);

    it("lists two tools whose schemas every client takes", async () => {
      const { exitCode, stdout } = await inspect("--method", "tools/list", "--strict");
      expect(exitCode).toBe(0);
      const { tools } = JSON.parse(stdout).result;
      expect(tools).toMatchObject([{ name: "search" }, { name: "execute" }]);
    });

    it("searches", async () => {
      const { exitCode, stdout } = await inspect(...call("search", { query: "list issues" }));
      expect(exitCode).toBe(0);
      expect(textOf(stdout)).toContain("tracker.issues.list(");
    });

    it("executes", async () => {
      const code = "const issue = await tracker.issues.get({ id: 7 }); return issue.title;";
      api.seen.length = 0;
      const { exitCode, stdout } = await inspect(...call("execute", { code }));
      expect(exitCode).toBe(0);
      expect(textOf(stdout)).toContain('"Issue 7"');
      expect(api.seen).toEqual([
        { request: "GET /issues/7", authorization: "Bearer secret-token" },
      ]);
    });

    it("is told that a snippet failed", async () => {
      const { exitCode, stdout, error } = await inspect(...call("execute", { code: "return 1 +" }));
      expect({ exitCode, error }).toEqual({ exitCode: 5, error: "tool_is_error" });
      expect(textOf(stdout)).toContain("Unexpected token");
    });

    it("is told of arguments that are missing", async () => {
      const { exitCode, stdout, error } = await inspect(...call("execute", {}));
      expect({ exitCode, error }).toEqual({ exitCode: 5, error: "tool_is_error" });
      expect(textOf(stdout)).toContain("`code` is missing");
    });

    it("knows that there is no other tool", async () => {
      const { exitCode, error } = await inspect(...call("delete", {}));
      expect({ exitCode, error }).toEqual({ exitCode: 5, error: "tool_not_found" });
    });
  });
});

it("is turned away without the server's token", async () => {
  const flags = ["--transport", "http", "--stored-auth-only", "--method", "tools/list"];
  const { exitCode, stdout, error } = await inspector([http.url, ...flags]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
  expect(error).toBe("auth_required");
});

it("cannot reach a server that has ended", async () => {
  const other = await startHttp({ server: tracker.server });
  await other.close();
  const { exitCode, error } = await inspector([other.url, "--method", "tools/list"]);
  expect({ exitCode, error }).toEqual({ exitCode: 4, error: "unreachable" });
});

it("says itself what it cannot do", async () => {
  const { exitCode } = await inspector([process.execPath, tracker.server, "--method", "tools/all"]);
  expect(exitCode).toBe(1);
});

function call(tool: string, args: object): readonly string[] {
  return [
    ...["--method", "tools/call", "--tool-name", tool],
    ...["--tool-args-json", JSON.stringify(args)],
  ];
}

interface Inspection {
  readonly exitCode: number;
  readonly stdout: string;
  /** The code of the error on standard error, if there is one. */
  readonly error: string | undefined;
}

function inspector(args: readonly string[]): Promise<Inspection> {
  const launcher = "@modelcontextprotocol/inspector/clients/launcher/build/index.js";
  const program = join(installed(INSPECTOR), launcher);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, "--cli", ...args, "--format", "json"],
      { env: { ...process.env, HOME: home } },
      (error, stdout, stderr) => {
        const exitCode = typeof error?.code === "number" ? error.code : 0;
        resolve({ exitCode, stdout, error: /"error":\{"code":"(\w+)"/.exec(stderr)?.[1] });
      },
    );
  });
}

function textOf(stdout: string): string {
  return JSON.parse(stdout).result.content[0].text;
}
