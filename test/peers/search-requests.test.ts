import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { analyse } from "../../src/compile.js";
import type { Config } from "../../src/config.js";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { buildIndex } from "../../src/emit/index/index.js";
import { load } from "../../src/load/load.js";
import { DEFAULT_LIMITS, DEFAULT_POLICY } from "../../src/runtime/api/api.js";
import { createLookup } from "../../src/runtime/api/lookup.js";
import { decodeIndex, encodeIndex } from "../../src/runtime/search/format.js";
import { createRanker } from "../../src/runtime/search/rank.js";
import { corpusFolder, unpack } from "./corpus.js";

/** Requests as people speak, each with the routes that serve it, for documents that we did not write. */
interface Row {
  readonly query: string;
  readonly gold: readonly string[];
}

/** The requests of a document, and the share of right operations that are among the first ten places; less is a step back. */
const DOCUMENTS: readonly (readonly [requests: string, document: string, leastRecall: number])[] = [
  ["github", "github.json", 0.7],
  ["stripe", "stripe-2022-04.json", 0.9],
  ["kubernetes", "kubernetes.json", 0.7],
  ["cloudflare", "cloudflare-2024-08.json", 0.7],
  ["box", "box.json", 0.8],
  ["openai", "openai.yaml", 0.8],
  ["discord", "discord.json", 0.8],
];

const CONFIG: Config = {
  package: {},
  include: [],
  exclude: [],
  names: {},
  effects: {},
  policy: DEFAULT_POLICY,
  defaults: {},
  pagination: {},
  limits: DEFAULT_LIMITS,
  overlays: [],
  queries: [],
  budgets: {},
};

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  it.each(DOCUMENTS)("finds what %s is asked for", async (requests, document, leastRecall) => {
    const diagnostics = new Diagnostics(document);
    const loaded = await load(unpack(corpus, document), diagnostics);
    const api = analyse(loaded, CONFIG, diagnostics);
    const ranker = createRanker(createLookup(api), decodeIndex(encodeIndex(buildIndex(api))));
    const rows = readRows(requests);
    const known = new Set(api.operations.map(({ httpMethod, path }) => `${httpMethod} ${path}`));
    expect(rows.flatMap(({ gold }) => gold).filter((route) => !known.has(route))).toEqual([]);
    const shares = rows.map(({ query, gold }) => {
      const first = ranker.rank(query).slice(0, 10);
      const routes = first.map(({ operation }) => `${operation.httpMethod} ${operation.path}`);
      return gold.filter((route) => routes.includes(route)).length / gold.length;
    });
    const recall = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(recall).toBeGreaterThanOrEqual(leastRecall);
  });
}

function readRows(requests: string): readonly Row[] {
  const file = join(import.meta.dirname, "search-requests", `${requests}.jsonl`);
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line): Row => JSON.parse(line));
}
