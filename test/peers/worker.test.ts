import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { parse } from "jsonc-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bigSpec } from "../big-spec/big-spec.mjs";
import { codemode } from "../e2e/cli-process.js";
import { CACHE, corpusFolder, unpack } from "./corpus.js";
import { type LibraryApi, startLibraryApi } from "./library-api.js";
import { type Development, dryRun, startDevelopment, writeSecrets } from "./wrangler.js";

// The Worker of a package, as `wrangler` takes it, in Cloudflare's runtime.

const corpus = corpusFolder();
const FOLDER = join(CACHE, "worker");
const LIBRARY = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const TOKEN = "0123456789abcdef-of-the-callers";

/** The limit of a Worker on the free plan; the paid one has ten. */
const MOST_KIB = 3 * 1024;

const open: { close(): Promise<void> }[] = [];

afterAll(async () => {
  for (const each of open.reverse()) await each.close();
});

async function compiled(name: string, document: string): Promise<string> {
  const folder = join(FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const run = await codemode(["compile", document, "-o", folder, "--quiet"]);
  expect(run.exitCode, run.stderr).toBe(0);
  return folder;
}

async function develop(folder: string, configurations: readonly string[] = []) {
  const development = await startDevelopment(folder, configurations);
  open.push(development);
  return development;
}

async function connect(
  { url }: Pick<Development, "url">,
  headers: Readonly<Record<string, string>> = {},
) {
  const client = new Client(
    { name: "peers", version: "1.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", url), {
    requestInit: { headers: { authorization: `Bearer ${TOKEN}`, ...headers } },
  });
  await client.connect(transport);
  open.push(client);
  return {
    client,
    async call(name: string, args: Record<string, unknown>) {
      const { content, isError } = await client.callTool({ name, arguments: args });
      const text = content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
      return { text, isError: isError === true };
    },
  };
}

describe("the Worker of the library", () => {
  let api: LibraryApi;
  let folder: string;

  beforeAll(async () => {
    api = await startLibraryApi();
    open.push(api);
    folder = await compiled("library", LIBRARY);
  });

  function secrets(): Readonly<Record<string, string>> {
    return {
      LIBRARY_MCP_TOKEN: TOKEN,
      LIBRARY_TOKEN: "the-servers-own",
      LIBRARY_BASE_URL: api.url,
      LIBRARY_MCP_ALLOW: "write",
    };
  }

  it("serves nothing without a token for its callers, and says what to set", async () => {
    writeSecrets(folder, {});
    const development = await develop(folder);
    const answer = await fetch(new URL("/mcp", development.url), { method: "POST" });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("LIBRARY_MCP_TOKEN");
    await development.close();
  });

  describe.each([
    ["an isolate for every run", ["LOADER", "RESULTS"]],
    ["QuickJS inside, and results in memory", []],
  ] as const)("with %s", (_, bindings) => {
    let development: Development;

    beforeAll(async () => {
      const own = join(FOLDER, `library-${bindings.length}`);
      rmSync(own, { recursive: true, force: true });
      cpSync(folder, own, { recursive: true });
      const { worker_loaders, durable_objects, migrations, ...rest } = parse(
        readFileSync(join(own, "wrangler.jsonc"), "utf8"),
      );
      const bound = bindings.length > 0 ? { worker_loaders, durable_objects, migrations } : {};
      writeFileSync(join(own, "wrangler.jsonc"), JSON.stringify({ ...rest, ...bound }));
      writeSecrets(own, secrets());
      development = await develop(own);
    });

    it("is well, and tells nothing secret", async () => {
      const answer = await fetch(new URL("/healthz", development.url));
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(TOKEN);
    });

    it("refuses who has no token", async () => {
      const answer = await fetch(new URL("/mcp", development.url), { method: "POST" });
      expect(answer.status).toBe(401);
      await expect(connect(development, { authorization: "Bearer wrong" })).rejects.toThrow();
    });

    it("searches, and executes with the server's credentials", async () => {
      const { client, call } = await connect(development);
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
        "search",
        "execute",
      ]);
      expect((await call("search", { query: "add a book" })).text).toContain("books.create");
      api.received.length = 0;
      const answer = await call("execute", {
        code: `const made = await library.books.create({ body: { title: "Momo", authors: ["ende"] } });
const [first, second]: Book[] = await Promise.all([library.books.get({ book_id: "1" }), library.books.get({ book_id: "a/b" })]);
console.log("made", made.id);
return { made: made.id, ids: [first.id, second.id], host: typeof fetch };`,
      });
      expect(answer).toMatchObject({ isError: false });
      expect(answer.text).toContain('{"made":"new","ids":["1","a%2Fb"],"host":"undefined"}');
      expect(answer.text).toContain("made new");
      expect(api.received.map(({ request }) => request)).toEqual([
        "POST /books",
        "GET /books/1",
        "GET /books/a%2Fb",
      ]);
      for (const { headers } of api.received) {
        expect(headers.authorization).toBe("Bearer the-servers-own");
        expect(JSON.stringify(headers)).not.toContain(TOKEN);
      }
    });

    it("calls with the caller's own credentials where there are some", async () => {
      const { call } = await connect(development, { "x-library-token": "of-one-caller" });
      api.received.length = 0;
      await call("execute", { code: 'return (await library.books.get({ book_id: "1" })).title;' });
      expect(api.received[0]?.headers.authorization).toBe("Bearer of-one-caller");
      expect(Object.keys(api.received[0]?.headers ?? {})).not.toContain("x-library-token");
    });

    it("tells a failed call from a value, and misuse before anything is sent", async () => {
      const { call } = await connect(development);
      const missing = await call("execute", {
        code: 'const a = 1;\nreturn library.books.get({ book_id: "none" });',
      });
      expect(missing.isError).toBe(true);
      expect(missing.text).toContain("404");
      api.received.length = 0;
      const misused = await call("execute", { code: "return library.books.fetch({});" });
      expect(misused.isError).toBe(true);
      expect(misused.text).toContain("books.get");
      expect(api.received).toEqual([]);
    });

    it("keeps what is too long for an answer, for later runs of the same caller alone", async () => {
      const { call } = await connect(development);
      const long = await call("execute", { code: "return library.books.list();" });
      expect(long.isError, long.text).toBe(false);
      const [, id] = /results\.get\("([0-9a-f]{32})"\)/.exec(long.text) ?? [];
      expect(id, long.text.slice(-500)).toBeDefined();
      const code = `return (await results.get("${id}")).length;`;
      expect((await call("execute", { code })).text).toContain("3000");
      const other = await connect(development, { "x-library-token": "of-another" });
      expect((await other.call("execute", { code })).isError).toBe(true);
    });

    it("serves many at once", async () => {
      const sessions = await Promise.all(Array.from({ length: 8 }, () => connect(development)));
      const answers = await Promise.all(
        sessions.map(({ call }, at) =>
          call("execute", {
            code: `return (await library.books.get({ book_id: "many-${at}" })).id;`,
          }),
        ),
      );
      answers.forEach((answer, at) => {
        expect(answer.text).toContain(`"many-${at}"`);
      });
    });
  });

  it("is bound to by another Worker, which calls operations by RPC, typed", async () => {
    writeSecrets(folder, secrets());
    const consumer = join(FOLDER, "consumer");
    rmSync(consumer, { recursive: true, force: true });
    mkdirSync(join(consumer, "node_modules"), { recursive: true });
    cpSync(folder, join(consumer, "node_modules/library-codemode"), { recursive: true });
    writeFileSync(join(consumer, "index.ts"), CONSUMER);
    writeFileSync(join(consumer, "wrangler.jsonc"), JSON.stringify(CONSUMER_CONFIGURATION));
    writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify(CONSUMER_TSCONFIG));
    const { default: ts } = await import("typescript");
    expect(diagnosticsOf(ts, consumer)).toEqual([]);
    const { url } = await develop(consumer, [
      join(consumer, "wrangler.jsonc"),
      join(folder, "wrangler.jsonc"),
    ]);
    const answer = await fetch(url);
    expect(await answer.json()).toEqual({
      made: "new",
      title: "Momo",
      count: 3_000,
      failed: { name: "ApiError", status: 404 },
      unknown: true,
    });
  });
});

const CONSUMER = `import type { Book, LibraryBinding } from "library-codemode/worker";

interface Env {
  readonly LIBRARY: LibraryBinding;
}

export default {
  async fetch(_: Request, { LIBRARY }: Env): Promise<Response> {
    const made: Book = await LIBRARY.books.create({ body: { title: "Momo", authors: ["ende"] } });
    // @ts-expect-error the body lacks its authors
    void (() => LIBRARY.books.create({ body: { title: "Momo" } }));
    const { title } = await LIBRARY.books.get({ book_id: made.id });
    const books = await LIBRARY.namespace("books").list({});
    const failed = await LIBRARY.books.get({ book_id: "none" }).catch((error) => error);
    const unknown = await Reflect.get(LIBRARY.books, "nothing")().catch((error: unknown) => error);
    return Response.json({
      made: made.id,
      title,
      count: books.length,
      failed: { name: failed.name, status: failed.status },
      unknown: unknown instanceof Error,
    });
  },
};
`;

const CONSUMER_CONFIGURATION = {
  name: "consumer",
  main: "index.ts",
  compatibility_date: "2026-04-01",
  compatibility_flags: ["enhanced_error_serialization"],
  services: [{ binding: "LIBRARY", service: "library-mcp", entrypoint: "Api" }],
};

const CONSUMER_TSCONFIG = {
  compilerOptions: {
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "webworker"],
    types: [],
    strict: true,
    noEmit: true,
  },
  files: ["index.ts"],
};

function diagnosticsOf(ts: typeof import("typescript"), folder: string): readonly string[] {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile(join(folder, "tsconfig.json"), {}, host);
  const program = ts.createProgram(config?.fileNames ?? [], config?.options ?? {});
  expect(program.getRootFileNames()).toHaveLength(1);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe.skipIf(corpus === undefined)("the Worker of a large API", () => {
  const documents: readonly (readonly [string, () => string])[] = [
    ...["github.json", "stripe-2022-04.json", "openai.yaml"].map(
      (name) => [name, () => unpack(corpus ?? "", name)] as const,
    ),
    [
      "3,000 operations",
      () => {
        mkdirSync(FOLDER, { recursive: true });
        const file = join(FOLDER, "big.json");
        writeFileSync(file, JSON.stringify(bigSpec(3_000)));
        return file;
      },
    ],
  ];

  it.each(documents)("of %s is accepted, small, and answers", async (name, document) => {
    const folder = await compiled(name.replace(/\W+/g, "-"), document());
    const { exitCode, output, gzippedKib } = dryRun(folder);
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/warning/i);
    process.stdout.write(`worker of ${name}: ${gzippedKib} KiB gzipped\n`);
    expect(gzippedKib).toBeLessThan(MOST_KIB);
    const lock = readFileSync(join(folder, "wrangler.jsonc"), "utf8");
    const [, variable = ""] = /secret put (\w+_MCP_TOKEN)/.exec(lock) ?? [];
    writeSecrets(folder, { [variable]: TOKEN });
    const development = await develop(folder);
    const { client, call } = await connect(development);
    expect((await client.listTools()).tools).toHaveLength(2);
    const found = await call("search", { query: "list" });
    expect(found.isError).toBe(false);
    const [, apiName = ""] = /\b(\w+)\.\w+\.\w+\(/.exec(found.text) ?? [];
    expect(apiName, found.text).not.toBe("");
    const run = await call("execute", {
      code: `const names = Object.keys(${apiName});
return names.reduce((sum, name) => sum + Object.keys(${apiName}[name]).length, 0);`,
    });
    expect(run.isError, run.text).toBe(false);
    expect(run.text).toMatch(/\b\d{3,4}\b/);
    await development.close();
  });
});
