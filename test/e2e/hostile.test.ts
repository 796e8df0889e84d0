import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api, Operation } from "../../src/runtime/api/api.js";
import { openSession, type ServerSession } from "../peers/server-session.js";
import { createSharedChecker } from "../peers/shared-checker.js";
import { codemodeHere } from "./cli-here.js";
import { hostileDocument } from "./hostile-document.js";
import { HOSTILE_TEXTS, INTRUDER } from "./hostile-texts.js";
import { filesOf } from "./package-files.js";

/** Imports every module of packages, one package after the other, and says what each has made of the world. */
const IMPORT_ALL = `
const before = Object.getOwnPropertyNames(Object.prototype).join();
const worlds = [];
for (const { canary, files } of JSON.parse(process.argv[1])) {
  process.env.CANARY = canary;
  for (const file of files) {
    const module = await import(file);
    if (file.endsWith("/dist/client.js")) {
      const client = module.createClient({ baseUrl: "https://hostile.example" });
      for (const namespace of Object.values(client)) if (typeof namespace === "object") Object.keys(namespace);
    }
  }
  worlds.push({
    canary: globalThis.canary ?? null,
    isUnpolluted: Object.getOwnPropertyNames(Object.prototype).join() === before && Object.keys({}).length === 0,
  });
}
process.stdout.write(JSON.stringify(worlds));
`;

/** Controls but line feed and tab, characters that turn the direction of writing, line separators, half characters. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\p{Zl}\p{Zp}\p{Surrogate}]/u;

const checkTypes = createSharedChecker();

let base = "";
let server: Server;
let baseUrl = "";

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "codemode-hostile-"));
  server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"fine":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(async () => {
  rmSync(base, { recursive: true, force: true });
  await new Promise((resolve) => server.close(resolve));
});

/** Of a document in `base`: its folder, its package, and the file by which code that ran says so. */
function placesOf(name: string) {
  const folder = join(base, name.replaceAll(" ", "-"));
  return { folder, output: join(folder, "a/b/c/out"), canary: join(folder, "canary") };
}

async function compile(name: string, document: string): Promise<string> {
  const { folder, output } = placesOf(name);
  mkdirSync(folder);
  const spec = join(folder, "openapi.json");
  writeFileSync(spec, document);
  const args = ["compile", spec, "-o", output, "--name", "hostile"];
  const { exitCode, stdout, stderr } = await codemodeHere(args, { env: { NO_COLOR: "1" } });
  const said = stderr + stdout;
  expect(exitCode, said).toBe(0);
  expect(said).not.toMatch(UNSEEN);
  return output;
}

describe.each(Object.entries(HOSTILE_TEXTS))("a document whose every text is %s", (what, text) => {
  let folder = "";
  let output = "";
  let canary = "";
  let api: Api;

  beforeAll(async () => {
    ({ folder, output, canary } = placesOf(what));
    await compile(
      what,
      hostileDocument((hole) => text + hole),
    );
    api = JSON.parse(readFileSync(join(output, "api.json"), "utf8"));
  });

  it("loses no operation and writes inside its folder alone", () => {
    expect(api.operations).toHaveLength(4);
    expect(readdirSync(folder).sort()).toEqual(["a", "openapi.json"]);
    expect(readdirSync(join(folder, "a/b/c"))).toEqual(["out"]);
    expect(filesOf(output).filter((file) => !/^[\w./-]+$/.test(file))).toEqual([]);
  });

  it("type-checks", () => {
    expect(checkTypes(output)).toEqual([]);
  });

  it("stays quoted in what people and agents read", () => {
    const pages = filesOf(output).filter((file) => file.endsWith(".md"));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expectQuoted(readFileSync(join(output, page), "utf8"));
  });

  it("stays quoted in what its server answers, which runs nothing", async () => {
    const env = { CANARY: canary, HOSTILE_BASE_URL: baseUrl };
    const session = await openSession(output, env);
    try {
      expectQuoted(session.instructions);
      for (const text of session.descriptions) expectQuoted(text);
      for (const query of queries(api, text)) {
        const answer = await session.call("search", { query });
        expect(answer.isError, answer.text).toBe(false);
        expectQuoted(answer.text);
      }
      await expectCalls(session, api);
    } finally {
      await session.close();
    }
    expect(existsSync(canary)).toBe(false);
  });
});

describe("the modules of all these packages", () => {
  it("run nothing when they are imported", () => {
    const packages = Object.keys(HOSTILE_TEXTS).map((what) => {
      const { output, canary } = placesOf(what);
      const modules = filesOf(join(output, "dist")).filter((file) => file.endsWith(".js"));
      return { what, canary, files: modules.map((file) => join(output, "dist", file)) };
    });
    expect(packages.every(({ files }) => files.length > 1)).toBe(true);
    const args = ["--input-type=module", "-e", IMPORT_ALL, JSON.stringify(packages)];
    const worlds: unknown[] = JSON.parse(
      execFileSync(process.execPath, args, { encoding: "utf8" }),
    );
    for (const [at, { what, canary }] of packages.entries()) {
      expect(worlds[at], what).toEqual({ canary: null, isUnpolluted: true });
      expect(existsSync(canary), what).toBe(false);
    }
  });
});

/** Every kind of query, the hostile text itself among them. */
function queries(api: Api, text: string): readonly string[] {
  return [
    ...api.operations.flatMap(({ id, operationId = id }) => [id, operationId]),
    ...api.operations.map(({ httpMethod, path }) => `${httpMethod} ${path}`),
    ...api.namespaces.map(({ name }) => `${name}.*`),
    ...api.types.map(({ name }) => `type:${name}`),
    "plain things",
    text.trim() || "x",
  ];
}

async function expectCalls(session: ServerSession, api: Api): Promise<void> {
  for (const operation of api.operations.filter(({ effect }) => effect === "read")) {
    const answer = await session.call("execute", { code: snippetFor(operation) });
    expectQuoted(answer.text);
    // A path that leads out of the base is refused; everything else is called.
    if (operation.path.includes("../")) expect(answer.text).toContain("stay under the base URL");
    else expect(answer.text).toContain("fine");
  }
  const { text } = await session.call("execute", {
    code: "return [typeof canary, Object.keys({}).length, ({}).polluted === undefined].join()",
  });
  expect(text).toContain("undefined,0,true");
}

function snippetFor({ id, parameters }: Operation): string {
  const required = parameters.filter((parameter) => parameter.required);
  const args = required.map(({ name }) => `[${JSON.stringify(name)}]: "x"`);
  return `return await hostile.${id}(${args.length > 0 ? `{ ${args.join(", ")} }` : ""});`;
}

/** No line begins with the text of the document, be it marked up or not, and no line is written by other than us. */
function expectQuoted(text: string): void {
  const lines = text.split(/[\n\r\u2028\u2029\u0085]/);
  const begun = new RegExp(`^\\s*(#+|\`\`\`|~~~|[-+>|]|\\d+\\.|<\\w+>|System:)?\\s*${INTRUDER}`);
  expect(lines.filter((line) => begun.test(line))).toEqual([]);
  expect(text).not.toMatch(UNSEEN);
}

describe("a document with texts of a megabyte", () => {
  const long = "lorem ipsum ".repeat(90_000);
  /** Together where none of them stands for another. */
  const PLACES = [
    ["title"],
    ["description", "propertyDescription"],
    ["summary", "tagDescription"],
    ["operationId", "enum"],
    ["tag", "property"],
    ["schema"],
    ["segment", "header"],
  ];

  it.each(PLACES.map((places) => [places.join(" and "), places]))(
    "compiles, and stays small: %s",
    async (name, places) => {
      const fill = (hole: string): string => (places.includes(hole) ? `${long}${hole}` : hole);
      const output = await compile(`long ${name}`, hostileDocument(fill));
      expect(checkTypes(output)).toEqual([]);
      const pages = filesOf(output).filter((file) => file.endsWith(".md"));
      for (const page of pages)
        expect(readFileSync(join(output, page), "utf8").length).toBeLessThan(40_000);
      expect(filesOf(output).filter((file) => file.length > 200)).toEqual([]);
    },
  );
});
