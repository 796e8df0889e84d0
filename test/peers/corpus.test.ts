import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/runtime/api/api.js";
import { decodeIndex } from "../../src/runtime/search/format.js";
import { codemode } from "../e2e/cli-process.js";
import { hashesOf } from "../e2e/package-files.js";
import { typeErrors } from "../e2e/type-errors.js";
import { CACHE, corpusFolder, unpack } from "./corpus.js";
import { installedNode } from "./installed-node.js";
import { readPackageSource, routesOfClient } from "./package-source.js";
import { rawOperations } from "./raw-operations.mjs";
import { openSession, type ServerSession } from "./server-session.js";

/** Document → operations, as its vendor counts them. */
const DOCUMENTS: Readonly<Record<string, number>> = {
  "github.json": 1223,
  "cloudflare-2024-08.json": 1535,
  "stripe-2022-04.json": 417,
  "discord.json": 242,
  "box.json": 296,
  "datadog-v1.yaml": 235,
  "openai.yaml": 288,
};

const corpus = corpusFolder();

describe.runIf(corpus !== undefined).each(Object.entries(DOCUMENTS))("%s", (name, count) => {
  const output = join(CACHE, "packages", name);
  let document = "";
  let operations: readonly string[] = [];
  let api: Api;

  beforeAll(async () => {
    document = unpack(corpus ?? "", name);
    operations = rawOperations(document);
    rmSync(output, { recursive: true, force: true });
    const run = await codemode(["compile", document, "-o", output, "--quiet"]);
    expect(run).toMatchObject({ exitCode: 0 });
    api = JSON.parse(readFileSync(join(output, "api.json"), "utf8"));
  });

  it("has as many operations as we think", () => {
    expect(operations).toHaveLength(count);
  });

  it("has every operation in the IR, the schema, the client and the index", async () => {
    const source = readPackageSource(output);
    expect(api.operations.map(({ httpMethod, path }) => `${httpMethod} ${path}`).sort()).toEqual(
      operations,
    );
    expect(source.routes).toEqual(operations);
    expect(source.methods).toBe(operations.length);
    expect(await routesOfClient(output)).toEqual(operations);
    expect(indexedOperations(output, api)).toEqual(operations);
  });

  it("names every operation once", () => {
    const ids = api.operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("type-checks strictly, without any", () => {
    expect(typeErrors(output)).toEqual([]);
    expect(readPackageSource(output).anys).toEqual([]);
  });

  it("says unknown only where the document has no schema", () => {
    const { unknowns } = readPackageSource(output);
    const untyped = rawCount(document);
    process.stdout.write(`${name}: unknown ${unknowns}, places without a schema ${untyped}\n`);
    expect(unknowns).toBeLessThanOrEqual(untyped);
    expect(JSON.stringify(api.operations)).not.toContain('"not-expressible"');
    expect(JSON.stringify(api.types)).not.toContain('"not-expressible"');
  });

  it("gives the same bytes in another time zone, locale and folder, and under Node 24", async () => {
    const expected = hashesOf(output);
    const env = { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const again = join(CACHE, "again", name);
    for (const node of [process.execPath, installedNode(24)]) {
      rmSync(again, { recursive: true, force: true });
      const run = await codemode(["compile", document, "-o", again, "--quiet"], {
        cwd: "/",
        env,
        node,
      });
      expect(run).toMatchObject({ exitCode: 0 });
      expect(hashesOf(again)).toEqual(expected);
    }
  });

  describe("its server", () => {
    let session: ServerSession;

    beforeAll(async () => {
      session = await openSession(output);
    });
    afterAll(() => session.close());

    it("costs at most 500 tokens to list, and 650 with its instructions", () => {
      const tools = countTokens(session.toolsList);
      const instructions = countTokens(session.instructions);
      process.stdout.write(`${name}: tools/list ${tools} tokens, instructions ${instructions}\n`);
      expect(tools).toBeGreaterThan(0);
      expect(tools).toBeLessThanOrEqual(500);
      expect(tools + instructions).toBeLessThanOrEqual(650);
      for (const text of [...session.descriptions, session.instructions])
        expect(text.length).toBeLessThanOrEqual(2048);
    });

    it("answers every search within 1,500 tokens", async () => {
      const tooLong: string[] = [];
      for (const query of queriesFor(api)) {
        const { text, isError } = await session.call("search", { query });
        expect(isError, `${query}\n${text}`).toBe(false);
        const tokens = countTokens(text);
        if (tokens > 1500 || text === "") tooLong.push(`${query}: ${tokens}`);
      }
      expect(tooLong).toEqual([]);
    });

    if (name !== "github.json") return;
    it("finds how to create an issue, with what comes back", async () => {
      const { text } = await session.call("search", { query: "create an issue in a repository" });
      const found = api.operations
        .map(({ namespace, name: method }) => ({
          id: `${namespace}.${method}`,
          at: text.search(new RegExp(`\\b${namespace}\\.${method}\\(`)),
        }))
        .filter(({ at }) => at >= 0)
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id);
      expect(found.slice(0, 2)).toContain("issues.create");
      expect(text).toMatch(/\bnumber: number/);
      expect(text).toMatch(/\bhtml_url: string/);
    });
  });
});

function rawCount(document: string): number {
  const script = join(import.meta.dirname, "raw-untyped.mjs");
  return Number(execFileSync(process.execPath, [script, document], { encoding: "utf8" }));
}

/** The operations that at least one posting of the index leads to. */
function indexedOperations(output: string, api: Api): string[] {
  const index = decodeIndex(readFileSync(join(output, "index.json"), "utf8"));
  const found = new Set<number>();
  for (const at of index.terms.keys()) {
    for (const operation of index.postings(at, "naming").operations) found.add(operation);
  }
  return api.operations
    .filter((_, at) => found.has(at))
    .map(({ httpMethod, path }) => `${httpMethod} ${path}`)
    .sort();
}

/** A few hundred queries of every kind that the tool takes. */
function queriesFor(api: Api): string[] {
  const every = Math.max(1, Math.floor(api.operations.length / 60));
  const sampled = api.operations.filter((_, at) => at % every === 0);
  return [
    ...sampled.map(({ summary, description, path }) =>
      (summary ?? description ?? path).slice(0, 500),
    ),
    ...sampled.map(({ id }) => id),
    ...sampled.map(({ httpMethod, path }) => `${httpMethod} ${path}`),
    ...sampled.flatMap(({ operationId }) => operationId ?? []),
    ...api.namespaces.slice(0, 60).map(({ name }) => `${name}.*`),
    ...api.types.filter((_, at) => at % (every * 2) === 0).map(({ name }) => `type:${name}`),
    "list",
    "create update delete get list",
    "no such words anywhere: qwxzy",
    "🦆",
  ].filter((query) => query !== "");
}
