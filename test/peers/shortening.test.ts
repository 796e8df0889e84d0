import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { open } from "../../src/cli/open.js";
import { DEFAULT_LIMITS } from "../../src/runtime/api/api.js";
import { valueAnswer } from "../../src/runtime/execute/answer.js";
import { createResults } from "../../src/runtime/execute/results.js";
import { createMemoryStore } from "../../src/runtime/state/memory-store.js";
import { LOCAL_CALLER } from "../../src/runtime/state/state-store.js";
import { estimateTokens } from "../../src/runtime/tokens/estimate.js";
import { isAccounted } from "../unit/execute/accounted.js";
import { wronglyShortened } from "../unit/execute/random-json.js";
import { corpusFolder, unpack } from "./corpus.js";
import { responsesOf } from "./responses.js";

const VALUES = 10_000;
const RESPONSES = 25;
const DOCUMENTS = [
  "box.json",
  "cloudflare-2024-08.json",
  "datadog-v1.yaml",
  "discord.json",
  "github.json",
  "kubernetes.json",
  "openai.yaml",
  "stripe-2022-04.json",
];
const TOKENS = DEFAULT_LIMITS.answerTokens;
const CALLS = { console: [], consoleDropped: 0, calls: [], notes: [] };

describe("shorten", () => {
  it(`keeps ${VALUES} random values valid, within the budget, and accounted for`, () => {
    const { wrong, shortened } = wronglyShortened("peers", VALUES);
    expect(wrong).toEqual([]);
    expect(shortened).toBeGreaterThan(VALUES / 3);
  });
});

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe("the answer of a run", () => {
    it.each(DOCUMENTS)("shows what it can of a response, and keeps the whole: %s", async (name) => {
      const { api } = await open(unpack(corpus, name), {});
      const responses = responsesOf(api, RESPONSES);
      let shortened = 0;
      for (const { operation, json } of responses) {
        const results = createResults(
          createMemoryStore(() => 0),
          LOCAL_CALLER,
        );
        const { isError, text } = await valueAnswer(json, CALLS, TOKENS, results, estimateTokens);
        const [heading = "", shown = ""] = text.split("\n");
        expect(isError, operation).toBe(false);
        expect(countTokens(text), operation).toBeLessThanOrEqual(TOKENS);
        expect(isAccounted(JSON.parse(json), JSON.parse(shown)), operation).toBe(true);
        if (shown === json) continue;
        shortened += 1;
        expect(countTokens(text), operation).toBeGreaterThan(TOKENS / 3);
        const id = /results\.get\("([0-9a-f]{32})"\)/.exec(heading)?.[1] ?? "";
        expect(await results.get(id), operation).toBe(json);
      }
      process.stderr.write(`${name}: ${responses.length} responses, ${shortened} shortened\n`);
      expect(responses).toHaveLength(RESPONSES);
      expect(shortened).toBeGreaterThan(RESPONSES / 5);
    });
  });
}
