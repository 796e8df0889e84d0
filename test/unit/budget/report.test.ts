import { encode as encodeCl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { encode as encodeO200k } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { alternativesOf } from "../../../src/budget/alternatives.js";
import { ownQueries } from "../../../src/budget/answers.js";
import { toolCauses } from "../../../src/budget/causes.js";
import { typicalErrors } from "../../../src/budget/errors.js";
import { measureBudget } from "../../../src/budget/measure.js";
import { figuresOf, measureFigures } from "../../../src/budget/measure-surfaces.js";
import { type BudgetReport, budgetReport, isWithin } from "../../../src/budget/report.js";
import { sampledSizeOf } from "../../../src/budget/sampled-size.js";
import { sizeOf } from "../../../src/budget/size.js";
import type { Subject } from "../../../src/budget/subject.js";
import { countTokens } from "../../../src/budget/tokens.js";
import { buildIndex } from "../../../src/emit/index/index.js";
import { toolDefinitions } from "../../../src/emit/tools/definitions.js";
import { requiredOnly } from "../../../src/emit/tools/required.js";
import type { Api } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createSearch } from "../../../src/runtime/search/answer.js";
import { decodeIndex, encodeIndex } from "../../../src/runtime/search/format.js";
import { apiOf, libraryApi } from "../package/api.js";

const SKILL = '---\nname: library\ndescription: "Use it: \\"books\\"."\n---\n\n# Library\n';

const subjectOf = (api: Api): Subject => ({
  api,
  index: encodeIndex(buildIndex(api)),
  skill: SKILL,
  references: new Map([
    ["a.md", "one two three"],
    ["b.md", "four"],
  ]),
  queries: ownQueries(api),
});
const reportOf = (subject: Subject): Promise<BudgetReport> =>
  budgetReport(subject, undefined, { limits: {}, before: undefined }, 3, () => {});

const library = await libraryApi();
const subject = subjectOf(library);
const report = await reportOf(subject);
const surface = (name: string) => report.surfaces.find((one) => one.name === name);

describe("surfaces", () => {
  it("agree with what the lock says", () => {
    const { toolsList, instructions, skill, skillListing } = measureBudget(library, SKILL);
    expect(figuresOf(report.surfaces)).toMatchObject({
      toolsList,
      instructions,
      skill,
      skillListing,
    });
  });

  it("hold the answers that the search gives", () => {
    const search = createSearch(createLookup(library), decodeIndex(subject.index));
    const answers = library.operations.map(({ id }) => countTokens(search.answer({ query: id })));
    expect(surface("operationAnswer")).toMatchObject({
      texts: {
        max: { o200k_base: Math.max(...answers) },
        measured: answers.length,
        of: answers.length,
      },
    });
  });

  it("are measured alone as they are together", async () => {
    const wanted = ["searchAnswer", "operationAnswer", "error", "references"] as const;
    const alone = await measureFigures(subject, wanted);
    expect(figuresOf(report.surfaces)).toMatchObject(alone);
    expect(Object.keys(alone)).toEqual([...wanted]);
    expect(alone.references).toBe(countTokens("one two three") + countTokens("four"));
  });

  it("read the description of a skill as clients do", () => {
    expect(surface("skillDescription")).toMatchObject({
      size: sizeOf('Use it: "books".'),
      limits: [
        { max: 1_024, met: true },
        { max: 250, met: true },
      ],
    });
  });

  it("break a limit where a client cuts or refuses, and not where one only advises", async () => {
    const skill = (description: string, body: string) =>
      `---\nname: library\ndescription: ${JSON.stringify(description)}\n---\n${body}`;
    const long = await reportOf({ ...subject, skill: skill("Use it.", "line\n".repeat(600)) });
    expect(isWithin(long)).toBe(true);
    const refused = await reportOf({ ...subject, skill: skill("x ".repeat(600), "") });
    expect(isWithin(refused)).toBe(false);
  });

  it("are told in both tokenizers", () => {
    const text = "図書館の本と利用者";
    expect(sizeOf(text)).toEqual({
      characters: 9,
      o200k_base: encodeO200k(text).length,
      cl100k_base: encodeCl100k(text).length,
    });
  });
});

describe("typical errors", () => {
  const withParameter = (parameter: object) =>
    apiOf({
      openapi: "3.1.0",
      info: { title: "Keys", version: "1.0.0" },
      servers: [{ url: "https://keys.test" }],
      components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
      paths: {
        "/keys": {
          get: {
            operationId: "keys/list",
            parameters: [parameter],
            responses: { 204: { description: "None." } },
          },
        },
      },
    });

  it("are the server's own, of a wrong name and of a missing argument", async () => {
    const required = { name: "owner_of_it", in: "query", required: true, schema: {} };
    const { measured, max, p50 } = await typicalErrors(withParameter(required));
    expect(measured).toBe(2);
    expect(p50.o200k_base).toBeGreaterThan(30);
    const longer = { ...required, name: "the_owner_of_the_key_that_is_wanted" };
    const more = await typicalErrors(withParameter(longer));
    expect(more.max.characters).toBeGreaterThan(max.characters);
  });

  it("need no network, also where the server sets what is required", async () => {
    const key = { name: "X-Key", in: "header", required: true, schema: { type: "string" } };
    expect((await typicalErrors(withParameter(key))).measured).toBe(2);
  });
});

describe("alternatives", () => {
  it("count the document as it is and minified", () => {
    const json = { openapi: "3.1.0", paths: {} };
    const texts = [JSON.stringify(json, undefined, 2)];
    const [written, minified] = alternativesOf(library, toolDefinitions(library), { texts, json });
    expect(written).toMatchObject({ size: { ...sizeOf(texts[0] ?? ""), exact: true } });
    expect(minified).toMatchObject({ size: { characters: JSON.stringify(json).length } });
  });

  it("say why they do not apply", () => {
    expect(report.alternatives.slice(0, 2)).toMatchObject([
      { kind: "not-applicable" },
      { kind: "not-applicable" },
    ]);
  });

  it("count tools with what is required alone for less", () => {
    const tokens = report.alternatives.flatMap((one) =>
      one.kind === "measured" ? [one.size.o200k_base] : [],
    );
    const required = toolDefinitions(requiredOnly(library));
    expect(tokens[1]).toBe(countTokens(JSON.stringify({ tools: required })));
    expect(tokens[1]).toBeLessThan(tokens[0] ?? 0);
    for (const { inputSchema } of required) {
      expect(Object.keys(inputSchema["properties"] ?? {})).toEqual(inputSchema["required"] ?? []);
    }
  });

  it("estimate a long text from all parts of it", () => {
    const text = "word ".repeat(100_000) + "図書館".repeat(100_000);
    const exact = countTokens(text);
    const size = sampledSizeOf(text);
    expect(size).toMatchObject({ exact: false, characters: text.length });
    expect(Math.abs(size.o200k_base / exact - 1)).toBeLessThan(0.05);
  });
});

describe("what is expensive", () => {
  const zones = Array.from({ length: 300 }, (_, at) => `Zone/Of_${at}`);
  const api = apiOf({
    openapi: "3.1.0",
    info: { title: "Clocks", version: "1.0.0" },
    paths: Object.fromEntries(
      ["clocks", "alarms"].map((name) => [
        `/${name}`,
        {
          get: {
            operationId: `${name}/list`,
            parameters: [{ name: "zone", in: "query", schema: { type: "string", enum: zones } }],
            responses: { 204: { description: "None." } },
          },
        },
      ]),
    ),
  });

  it("names an enum once for all places that have it, with what answers make of it", () => {
    const [cause, ...others] = toolCauses(api, toolDefinitions(api), 5);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ kind: "enum", length: 300, places: 2, times: 2 });
    expect(cause?.inSchema).toBe(countTokens(JSON.stringify(zones)));
    expect(cause?.inAnswer).toBeLessThan(200);
  });

  it("tells of as many operations as are asked for", async () => {
    const { breakdown } = await reportOf(subjectOf(api));
    expect(breakdown.operations).toHaveLength(2);
    expect(report.breakdown.operations).toHaveLength(3);
    expect(breakdown.namespaces.map(({ operations }) => operations)).toEqual([1, 1]);
  });
});

describe("namespaces in the lock", () => {
  it("share the tokens of all tools", () => {
    const { namespaces, oneToolPerOperation } = measureBudget(library, "");
    expect(Object.keys(namespaces)).toEqual(library.namespaces.map(({ name }) => name));
    const sum = Object.values(namespaces).reduce((all, tokens) => all + tokens, 0);
    expect(Math.abs(sum - oneToolPerOperation.tokens)).toBeLessThanOrEqual(
      library.namespaces.length,
    );
  });
});
