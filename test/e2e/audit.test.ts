import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codemode } from "./cli-process.js";
import { useTracker } from "./tracker-session.js";

const { tracker, root, start } = useTracker();

function recordsOf(path: string): readonly Record<string, unknown>[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error("It did not happen within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const CODE = `
  const page = await tracker.issues.list({ page: 1 });
  try { await tracker.issues.get({ id: 1000 }); } catch {}
  try { await tracker.issues.delete({ id: 7 }); } catch {}
  return page.length + " of a private text";`;

describe("--audit", () => {
  it("writes a line for every call and every run, and neither bodies nor secrets", async () => {
    const path = join(root, "lines.jsonl");
    const session = await start({ flags: ["--audit", path] });
    await session.execute(CODE);
    await session.execute("return tracker.issues.nothing()");
    await until(() => recordsOf(path).length === 5);
    const [list, get, remove, run, refused] = recordsOf(path);
    expect(list).toMatchObject({
      event: "call",
      caller: "local",
      operation: "issues.list",
      method: "GET",
      pathTemplate: "/issues",
      path: "/issues",
      effect: "read",
      decision: "allow",
      decidedBy: "effect",
      status: 200,
      run: run?.["run"],
    });
    expect(get).toMatchObject({ path: "/issues/1000", status: 404 });
    expect(remove).toMatchObject({ decision: "ask", error: "PolicyDenied", path: "/issues/7" });
    expect(run).toMatchObject({ event: "run", outcome: "value", calls: 3 });
    expect(run?.["snippetSha256"]).toMatch(/^[0-9a-f]{64}$/);
    expect(refused).toMatchObject({ event: "run", outcome: "refused", calls: 0 });
    expect(readFileSync(path, "utf8")).not.toMatch(/secret-token|private text|does not work/);
  });

  it("goes on in a new file after SIGHUP", async () => {
    const path = join(root, "rotated.jsonl");
    const session = await start({ flags: ["--audit", path] });
    await session.execute("return 1");
    await until(() => recordsOf(path).length === 1);
    renameSync(path, `${path}.1`);
    session.signal("SIGHUP");
    await until(() => existsSync(path));
    expect((await session.execute("return 2")).isError).toBe(false);
    await until(() => recordsOf(path).length === 1);
    expect(recordsOf(`${path}.1`)).toHaveLength(1);
  });

  it.skipIf(!existsSync("/dev/full"))("survives a full disk, and says so once", async () => {
    const session = await start({ flags: ["--audit", "/dev/full"] });
    for (const n of [1, 2, 3]) {
      expect((await session.execute(`return ${n}`)).text).toContain(`\n${n}`);
    }
    await until(() => session.stderr() !== "");
    expect(session.stderr()).toBe("The audit log loses lines: /dev/full: ENOSPC\n");
  });

  it("is written by `codemode run`, to the last line; a file that cannot be opened is an error", async () => {
    const path = join(root, "run.jsonl");
    const file = join(root, "snippet.ts");
    writeFileSync(file, "return 1");
    expect(await codemode(["run", tracker, file, "--audit", path])).toMatchObject({
      exitCode: 0,
    });
    expect(recordsOf(path)).toMatchObject([{ event: "run", outcome: "value" }]);
    const wrong = await codemode(["run", tracker, file, "--audit", root]);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain("EISDIR");
  });
});

interface ExportedSpan {
  readonly name: string;
  readonly kind: number;
  readonly id: string;
  readonly parent?: string;
  readonly attributes: Record<string, unknown>;
  readonly status: { readonly code: number };
}

const SDK = `
import { appendFileSync } from "node:fs";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
const exporter = {
  export(spans, done) {
    for (const { name, kind, attributes, status, parentSpanContext, spanContext } of spans) {
      const own = spans.find((span) => span.name === name && span.attributes === attributes);
      const line = { name, kind, attributes, status, id: own.spanContext().spanId, parent: parentSpanContext?.spanId };
      appendFileSync(process.env.SPANS, JSON.stringify(line) + "\\n");
    }
    done({ code: 0 });
  },
  async shutdown() {},
};
if (process.env.WITHOUT_CONTEXT === undefined) {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
}
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
`;

/** A folder as an operator has one, with an SDK installed in it. */
function operatorFolder(): { readonly folder: string; readonly sdk: string } {
  const folder = mkdtempSync(join(root, "operator-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(
    join(import.meta.dirname, "../../node_modules/@opentelemetry"),
    join(folder, "node_modules/@opentelemetry"),
  );
  const sdk = join(folder, "sdk.mjs");
  writeFileSync(sdk, SDK);
  return { folder, sdk };
}

describe("spans", () => {
  it.each([{}, { WITHOUT_CONTEXT: "1" }])(
    "tell of tool calls, runs and calls of the API, each within the other: %o",
    async (env) => {
      const { folder, sdk } = operatorFolder();
      const SPANS = join(folder, "spans.jsonl");
      const session = await start({
        node: ["--import", sdk],
        cwd: folder,
        env: { SPANS, ...env },
      });
      await session.search("list issues");
      await session.execute(CODE);
      await session.execute("throw new Error('private')");
      await until(() => recordsOf(SPANS).length === 8);
      const spans = recordsOf(SPANS) as unknown as readonly ExportedSpan[];
      const [search, list, get, remove, run, tool, failedRun, failedTool] = spans;
      expect(search).toMatchObject({
        name: "tools/call search",
        kind: 1,
        attributes: { "mcp.method.name": "tools/call", "gen_ai.tool.name": "search" },
      });
      expect(list).toMatchObject({
        name: "GET /issues",
        kind: 2,
        parent: run?.id,
        attributes: {
          "http.request.method": "GET",
          "url.template": "/issues",
          "http.response.status_code": 200,
          "codemode.operation": "issues.list",
        },
        status: { code: 0 },
      });
      expect(get).toMatchObject({
        name: "GET /issues/{id}",
        attributes: { "http.response.status_code": 404, "error.type": "404" },
        status: { code: 2 },
      });
      expect(remove).toMatchObject({ attributes: { "error.type": "PolicyDenied" } });
      expect(run).toMatchObject({ parent: tool?.id, attributes: { "codemode.calls": 3 } });
      expect(tool).toMatchObject({ name: "tools/call execute", status: { code: 0 } });
      expect(failedRun).toMatchObject({
        attributes: { "error.type": "thrown" },
        status: { code: 2 },
      });
      expect(failedTool).toMatchObject({ attributes: { "error.type": "tool_error" } });
      const text = readFileSync(SPANS, "utf8");
      expect(text).not.toMatch(/secret-token|private|does not work|127\.0\.0\.1|issues\/7/);
    },
  );

  it("are missing, and the operator is told, when the package is not to be found", async () => {
    const { sdk } = operatorFolder();
    const SPANS = join(root, "none.jsonl");
    const session = await start({ node: ["--import", sdk], cwd: root, env: { SPANS } });
    expect((await session.execute("return 1")).isError).toBe(false);
    expect(session.stderr()).toContain("install @opentelemetry/api where the server is started");
    expect(recordsOf(SPANS)).toEqual([]);
  });
});
