import { describe, expect, it } from "vitest";
import { analyse } from "../../src/compile.js";
import { loadConfig } from "../../src/config/load-config.js";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { compareApis } from "../../src/diff/api/compare-apis.js";
import { pairOperations } from "../../src/diff/pairing.js";
import { load } from "../../src/load/load.js";
import type { Api } from "../../src/runtime/api/api.js";
import { corpusFolder, unpack } from "./corpus.js";
import { drawMutation } from "./diff-mutations/draw.js";
import { complaint } from "./diff-mutations/judge.js";
import { type JsonObject, rawDocument } from "./diff-mutations/raw-document.js";
import { waysOf } from "./diff-mutations/schema-sites.js";
import { randomOf } from "./requests/sample-random.js";

// A document and the same document with one thing changed: the comparison has to say what was changed, where, and whom it hurts.

/** How many mutations of each document; most of them of those of middling size. */
const SHARES = [
  { name: "scalar-galaxy.json", count: 60 },
  { name: "restbench-spotify_oas.json", count: 100 },
  { name: "netlify.yaml", count: 90 },
  { name: "box.json", count: 60 },
  { name: "discord.json", count: 60 },
  { name: "datadog-v1.yaml", count: 45 },
  { name: "openai.yaml", count: 45 },
  { name: "stripe-2022-04.json", count: 15 },
  { name: "kubernetes.json", count: 10 },
  { name: "github.json", count: 15 },
] as const;

/** Of the mutations drawn, how many may leave the API as it is: what a schema says twice, or what is never sent. */
const MOST_WITHOUT_EFFECT = 0.35;

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  it("draws 500", () => {
    expect(SHARES.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });

  describe.each(SHARES)("$name", ({ name, count }) => {
    it(`tells ${count} mutations`, async () => {
      const file = unpack(corpus, name);
      const loaded = await load(file);
      const config = await loadConfig({ specPath: file, flags: {} });
      const root: JsonObject = JSON.parse(JSON.stringify(loaded.root));
      const document = rawDocument(root);
      const ways = waysOf(document);
      const random = randomOf(`diff ${name}`);
      const apiNow = (): Api => analyse({ ...loaded, root }, config, new Diagnostics(loaded.file));
      const before = apiNow();
      const complaints: string[] = [];
      const withoutEffect = new Map<string, number>();
      for (let told = 0, drawn = 0; told < count && drawn < count * 2; drawn += 1) {
        const mutation = drawMutation(document, ways, random);
        const undo = mutation.apply();
        const after = apiNow();
        undo();
        const findings = compareApis(before, after, pairOperations(before, after));
        const wrong = complaint(mutation, findings, before, after);
        if (findings.length === 0 && textOf(after) === textOf(before)) {
          withoutEffect.set(mutation.kind, (withoutEffect.get(mutation.kind) ?? 0) + 1);
          continue;
        }
        told += 1;
        if (wrong !== undefined) complaints.push(`${mutation.kind} ${mutation.place}: ${wrong}`);
      }
      const drawnAgain = [...withoutEffect.values()].reduce((sum, one) => sum + one, 0);
      process.stdout.write(
        `${name}: ${count} told, ${drawnAgain} drawn again ${JSON.stringify(Object.fromEntries(withoutEffect))}\n`,
      );
      expect(complaints).toEqual([]);
      expect(drawnAgain).toBeLessThanOrEqual(count * MOST_WITHOUT_EFFECT);
    });
  });
}

/** The IR but for where it stands in the input, which every change of a document may move. */
function textOf(api: Api): string {
  return JSON.stringify(api, (key, value: unknown) => (key === "source" ? undefined : value));
}
