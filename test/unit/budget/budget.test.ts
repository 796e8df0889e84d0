import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { measureBudget } from "../../../src/budget/measure.js";
import { oneToolPerOperation } from "../../../src/budget/one-tool-per-operation.js";
import { countTokens } from "../../../src/budget/tokens.js";
import { type ToolDefinition, toolDefinitions } from "../../../src/emit/tools/definitions.js";
import { libraryApi } from "../package/api.js";

const library = await libraryApi();

describe("countTokens", () => {
  it.each([
    ["nothing", ""],
    ["words", "hello world"],
    ["JSON without spaces", JSON.stringify(library)],
    ["a table", `a table\n\n${"| --- ".repeat(50)}`],
    ["another script", "図書館の本と利用者"],
    ["emoji", "emoji 😀 and a flag 🇩🇪"],
  ])("is the tokenizer's own count of %s", (_, text) => {
    expect(countTokens(text)).toBe(encode(text).length);
  });

  it("takes control tokens for the text that they are", () => {
    expect(countTokens("<|endoftext|>")).toBeGreaterThan(1);
  });

  it.each([["a"], ["é"], [" "], ["\n"], ["-"], ["\u00a0"], ["😀"]])(
    "gets through a run of 200,000 × %j without waiting for its square",
    (character) => {
      const tokens = countTokens(character.repeat(200_000));
      expect(tokens).toBeGreaterThan(0);
      expect(tokens).toBeLessThanOrEqual(Buffer.byteLength(character) * 200_000);
    },
  );
});

/** Tools of very different sizes, some of which share a type. */
function manyTools(count: number): readonly ToolDefinition[] {
  const shared = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `property${at}`,
      { type: "string", description: `The ${at}th.` },
    ]),
  );
  return Array.from({ length: count }, (_, at) => ({
    name: `area-operation${at}`,
    description: "Does one of many things to what it is given. ".repeat(1 + (at % 7)),
    inputSchema: {
      type: "object",
      properties: { id: { type: "integer" }, body: { $ref: "#/$defs/Shared" } },
      ...(at % 3 === 0 && { $defs: { Shared: { type: "object", properties: shared } } }),
    },
    annotations: { readOnlyHint: at % 2 === 0, destructiveHint: false },
  }));
}

describe("one tool per operation", () => {
  it("is counted exactly for a small API", () => {
    const tools = toolDefinitions(library);
    const exact = countTokens(JSON.stringify({ tools }));
    expect(oneToolPerOperation(tools, countTokens)).toEqual({ tokens: exact, exact: true });
  });

  it("is estimated within two per cent for a large one, from a bounded amount of text", () => {
    const tools = manyTools(3_000);
    let characters = 0;
    const estimate = oneToolPerOperation(tools, (text) => {
      characters += text.length;
      return countTokens(text);
    });
    const exact = countTokens(JSON.stringify({ tools }));
    expect(estimate.exact).toBe(false);
    expect(Math.abs(estimate.tokens / exact - 1)).toBeLessThan(0.02);
    expect(characters).toBeLessThan(JSON.stringify({ tools }).length / 2);
  });

  it("is zero or more for any number of tools, also where one is larger than the sample", () => {
    const [tool] = manyTools(1);
    if (tool === undefined) throw new Error("no tool");
    const giant = { ...tool, description: "word ".repeat(200_000) };
    const { tokens } = oneToolPerOperation([giant, giant], countTokens);
    expect(Math.abs(tokens / 400_000 - 1)).toBeLessThan(0.02);
    expect(oneToolPerOperation([], countTokens).exact).toBe(true);
  });
});

describe("measureBudget", () => {
  it("counts each text that an agent pays for", () => {
    const budget = measureBudget(library, "---\nname: library\n---\n\n# Library\n");
    expect(budget.toolsList).toBeGreaterThan(200);
    expect(budget.toolsList).toBeLessThanOrEqual(500);
    expect(budget.toolsList + budget.instructions).toBeLessThanOrEqual(650);
    expect(budget.skillListing).toBe(countTokens("name: library"));
    expect(budget.skill).toBe(countTokens("---\nname: library\n---\n\n# Library\n"));
  });

  it("follows the policy: the tools say what a snippet may do", () => {
    const allowing = {
      ...library.policy,
      effects: { ...library.policy.effects, write: "allow" },
    } as const;
    const open = measureBudget({ ...library, policy: allowing }, "");
    expect(open.toolsList).not.toBe(measureBudget(library, "").toolsList);
  });
});
