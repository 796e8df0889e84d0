import { load as parseYaml } from "js-yaml";
import { afterAll, describe, expect, it } from "vitest";
import { corpusFolder } from "./corpus.js";
import { type Difference, differences } from "./oracle/compare.js";
import { corpusDocument } from "./oracle/corpus-document.js";
import { declare } from "./oracle/declared-types.js";
import { INTENDED } from "./oracle/intended.js";
import { rawSchemas, stepsText } from "./oracle/raw-schema.js";

/** Document → component schemas that are declared, those that are sent and come back in different shapes twice. */
const DOCUMENTS: Readonly<Record<string, number>> = {
  "box.json": 306,
  "discord.json": 539,
  "datadog-v1.yaml": 1241,
  "openai.yaml": 1221,
  "stripe-2022-04.json": 561,
  "github.json": 625,
  "cloudflare-2024-08.json": 3742,
  "digitalocean/specification/DigitalOcean-public.v2.yaml": 923,
};

const corpus = corpusFolder();

describe.runIf(corpus !== undefined)("component schemas, ours against openapi-typescript's", () => {
  const occurred = new Map(INTENDED.map(({ name }) => [name, 0]));

  it.each(Object.entries(DOCUMENTS))("%s: %i", async (name, count) => {
    const bytes = await corpusDocument(corpus ?? "", name);
    const document = parseYaml(bytes.toString("utf8"));
    const { checker, pairs } = await declare(name, bytes, document);
    const raw = rawSchemas(document);
    const unintended = differences(checker, pairs).filter((difference) => {
      const known = INTENDED.filter((each) => each.covers(difference, raw));
      for (const each of known) occurred.set(each.name, (occurred.get(each.name) ?? 0) + 1);
      return known.length === 0;
    });
    expect(unintended.map(told)).toEqual([]);
    expect(pairs).toHaveLength(count);
  });

  it("has no intended difference that no longer occurs", () => {
    const gone = [...occurred].flatMap(([name, times]) => (times === 0 ? [name] : []));
    expect(gone).toEqual([]);
  });

  afterAll(() => {
    for (const [name, times] of occurred) process.stdout.write(`${times} × ${name}\n`);
  });
});

function told({ component, direction, steps, kind, ours, theirs }: Difference): string {
  const sides = `ours ${ours.join(", ") || "none"}; theirs ${theirs.join(", ") || "none"}`;
  return `${component}${stepsText(steps)} (${direction}): ${kind}: ${sides}`.slice(0, 500);
}
