import { describe, expect, it } from "vitest";
import { suggestQueries } from "../../../src/evaluation/suggest.js";
import type { Api, Operation } from "../../../src/runtime/api/api.js";
import { apiOf, TRACKER } from "../search/tracker.js";

const tracker = apiOf(TRACKER);
const [sample] = tracker.operations;
if (sample === undefined) throw new Error("no operation");
const template = inUse(sample);

/** An API with operations of the given namespaces, each with a summary of its own. */
function apiWith(counts: Readonly<Record<string, number>>): Api {
  const operations = Object.entries(counts).flatMap(([namespace, count]) =>
    Array.from(
      { length: count },
      (_, at): Operation => ({
        ...template,
        id: `${namespace}.m${at}`,
        namespace,
        name: `m${at}`,
        path: `/${namespace}/${at}`,
        summary: `Do ${namespace} ${at}`,
      }),
    ),
  );
  return { ...tracker, operations };
}

function inUse(operation: Operation): Operation {
  const { deprecated: _, ...rest } = operation;
  return rest;
}

const namespacesOf = (api: Api, most: number) => {
  const counts: Record<string, number> = {};
  for (const { gold } of suggestQueries(api, most)) {
    const namespace = gold[0].split("/")[1] ?? "";
    counts[namespace] = (counts[namespace] ?? 0) + 1;
  }
  return counts;
};

describe("suggested queries", () => {
  it("are the document's own summaries, and say so", () => {
    const rows = suggestQueries(tracker, 100);
    expect(rows).toContainEqual({
      query: "Create an issue",
      gold: ["POST /repos/{owner}/{repo}/issues"],
      source: "summary",
    });
    expect(rows.every(({ source }) => source === "summary")).toBe(true);
  });

  it("are spread over the namespaces, a large one giving what small ones have not", () => {
    const api = apiWith({ large: 90, middle: 5, small: 1 });
    expect(namespacesOf(api, 9)).toEqual({ large: 4, middle: 4, small: 1 });
    expect(namespacesOf(api, 20)).toEqual({ large: 14, middle: 5, small: 1 });
    expect(suggestQueries(api, 1_000)).toHaveLength(96);
  });

  it("are spread when there are more namespaces than rows, and over a namespace", () => {
    expect(Object.keys(namespacesOf(apiWith({ a: 2, b: 2, c: 2, d: 2 }), 2))).toHaveLength(2);
    const places = suggestQueries(apiWith({ only: 100 }), 4).map(({ gold }) =>
      Number(gold[0].split("/")[2]),
    );
    expect(places).toEqual([24, 49, 74, 99]);
  });

  it("leave out what is deprecated, silent, or said twice", () => {
    const api = apiWith({ a: 4 });
    const [one, two, three, four] = api.operations;
    if (!one || !two || !three || !four) throw new Error("too few");
    const { summary: _, description: __, ...silent } = four;
    const operations = [
      { ...one, summary: "Same thing" },
      { ...two, summary: "same  THING" },
      { ...three, deprecated: true as const },
      silent,
      { ...one, id: "a.kept", path: "/a/kept", summary: "Another" },
    ];
    expect(suggestQueries({ ...api, operations }, 10).map(({ query }) => query)).toEqual([
      "Another",
    ]);
  });

  it("are the same every time", () => {
    expect(suggestQueries(tracker, 3)).toEqual(suggestQueries(tracker, 3));
  });
});
