import { describe, expect, it } from "vitest";
import { buildIndex } from "../../../src/emit/index/index.js";
import { evaluate, isMissed, type Subject, worstMisses } from "../../../src/evaluation/evaluate.js";
import { readGoldenQueries } from "../../../src/evaluation/golden.js";
import { judge } from "../../../src/evaluation/metric.js";
import { createRanking } from "../../../src/evaluation/ranking.js";
import { percentile, spreadOf } from "../../../src/evaluation/statistics.js";
import type { Operation } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createSearch } from "../../../src/runtime/search/answer.js";
import { decodeIndex, encodeIndex } from "../../../src/runtime/search/format.js";
import { apiOf, TRACKER } from "../search/tracker.js";

const api = apiOf(TRACKER);
const lookup = createLookup(api);
const operation = (id: string): Operation => {
  const found = lookup.operation(id);
  if (found === undefined) throw new Error(id);
  return found;
};
const golden = (...rows: readonly (readonly [string, ...string[]])[]) =>
  readGoldenQueries(
    "golden.jsonl",
    rows.map(([query, ...gold]) => JSON.stringify({ query, gold })).join("\n"),
    lookup,
  );

const [first, second, third] = api.operations.map(({ id }) => id);
if (first === undefined || second === undefined || third === undefined) throw new Error("too few");

/** A search that finds what `ranked` says, and answers with `answer`. */
function subject(ranked: readonly (readonly string[])[], answer: string): Subject {
  let time = 0;
  return {
    api,
    rank: () => ranked.map((place) => place.map(operation)),
    answer: () => answer,
    countTokens: (text) => text.length,
    now: () => (time += 2),
  };
}

describe("evaluate", () => {
  it("takes of each query the share of its gold, and of those the mean", () => {
    const { figures } = evaluate(
      golden(["a", first, second], ["b", third], ["c", first]),
      subject([[first], [second]], ""),
    );
    expect(figures).toEqual({
      "recall@1": (0.5 + 0 + 1) / 3,
      "recall@5": (1 + 0 + 1) / 3,
      "recall@10": (1 + 0 + 1) / 3,
      answer: 0,
      mrr: (1 + 0 + 1) / 3,
    });
  });

  it("lets near-duplicates share a place", () => {
    const places = [[first, second], [third]];
    const { figures, rows } = evaluate(golden(["a", second], ["b", third]), subject(places, ""));
    expect(rows.map(({ found }) => found[0]?.rank)).toEqual([1, 2]);
    expect(figures.mrr).toBe(0.75);
  });

  it("counts places, not operations", () => {
    const many = Array.from({ length: 10 }, () => [first]);
    const found = evaluate(golden(["a", second]), subject([...many, [second]], ""));
    expect(found.figures).toMatchObject({ "recall@10": 0, mrr: 1 / 11 });
    expect(found.rows[0]?.returned).toHaveLength(10);
  });

  it("takes tokens and times from what it is given", () => {
    const found = evaluate(golden(["a", first], ["b", first]), subject([], "four"));
    expect(found.tokens).toEqual({ p50: 4, p95: 4, max: 4 });
    expect(found.milliseconds).toEqual({ p50: 2, p95: 2, max: 2 });
  });

  it("sorts the worst misses first, and leaves out what was found", () => {
    const found = evaluate(
      golden(["found", first], ["half", first, second], ["lost", third]),
      subject([[first]], realAnswer(first)),
    );
    expect(worstMisses(found).map(({ golden: { query } }) => query)).toEqual(["lost", "half"]);
    expect(found.rows[1]?.found.map(isMissed)).toEqual([false, true]);
  });
});

function realSearch() {
  const index = decodeIndex(encodeIndex(buildIndex(api)));
  return { search: createSearch(lookup, index), rank: createRanking(lookup, index) };
}

function realAnswer(id: string): string {
  return realSearch().search.answer({ query: id });
}

describe("the real search", () => {
  const { search, rank } = realSearch();

  it("shows every operation of the API with arguments and result when it is asked for by name", () => {
    const { rows } = evaluate(golden(...api.operations.map(({ id }) => [id, id] as const)), {
      ...subject([], ""),
      rank,
      answer: (query) => search.answer({ query }),
    });
    expect(rows.flatMap(({ found }) => found).filter(isMissed)).toEqual([]);
  });

  it("ranks a name, a route, a namespace and words, and nothing else", () => {
    const names = (query: string) => rank(query).map(([head]) => head?.id);
    expect(names("issues.create")).toEqual(["issues.create"]);
    expect(names("POST /repos/{owner}/{repo}/issues")).toEqual(["issues.create"]);
    expect(names("issues.*").length).toBeGreaterThan(2);
    expect(names("create an issue")).toContain("issues.create");
    expect(names("")).toEqual([]);
    expect(names("type:Issue")).toEqual([]);
  });
});

describe("minima", () => {
  const figures = { "recall@1": 0.2, "recall@5": 0.5, "recall@10": 0.9, answer: 0.8, mrr: 0.4 };

  it("are met by what is equal", () => {
    expect(judge(figures, { mrr: 0.5, "recall@10": 0.9 })).toEqual([
      { metric: "recall@10", minimum: 0.9, found: 0.9, met: true },
      { metric: "mrr", minimum: 0.5, found: 0.4, met: false },
    ]);
  });
});

describe("statistics", () => {
  it("takes the nearest rank", () => {
    const values = [5, 1, 4, 2, 3];
    expect(percentile(values, 0.5)).toBe(3);
    expect(percentile(values, 0.95)).toBe(5);
    expect(spreadOf([])).toEqual({ p50: 0, p95: 0, max: 0 });
  });
});
