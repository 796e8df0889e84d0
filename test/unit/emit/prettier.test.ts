import { format } from "prettier";
import { describe, expect, test } from "vitest";
import type { OutputFile } from "../../../src/emit/emitter.js";
import { emitSchema } from "../../../src/emit/schema/schema.js";
import type { Operation } from "../../../src/runtime/api/api.js";
import { apiOf, operationOf, PACKAGE } from "./api-of.js";
import { everythingApi } from "./everything-api.js";
import { randomNumbers, randomObject, randomType } from "./random-types.js";

/** The lines around the first difference, so that a failure can be read. */
async function firstDifference({ path, content }: OutputFile): Promise<string | undefined> {
  const ours = String(content).split("\n");
  const theirs = (await format(String(content), { parser: "typescript" })).split("\n");
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  if (at < 0 && ours.length === theirs.length) return undefined;
  const around = (lines: readonly string[]): string =>
    lines.slice(Math.max(0, at - 2), at + 6).join("\n");
  return `${path}:${at + 1}\n${around(ours)}\n--- prettier:\n${around(theirs)}`;
}

describe("prettier leaves the schema as it is", () => {
  test("for every kind of type and hostile text", async () => {
    const files = emitSchema({ api: everythingApi, package: PACKAGE });
    const sources = files.filter(({ path }) => /^schema\/.*\.ts$/.test(path));
    expect(sources.length).toBeGreaterThan(4);
    for (const file of sources) expect(await firstDifference(file)).toBeUndefined();
  });

  test.each([1, 2, 3, 4, 5, 6])("for random types, seed %i", async (seed) => {
    const random = randomNumbers(seed);
    const types = Array.from({ length: 60 }, (_, index) => ({
      name: `T${index}${"x".repeat(random(40))}`,
      type: randomType(random, 4),
      home: { kind: "models", module: "t" } as const,
      source: "",
    }));
    const operations = Array.from({ length: 30 }, (_, index): Operation => {
      const base = operationOf(
        `things.m${index}${"x".repeat(random(30))}`,
        `GET /${"p".repeat(random(70))}`,
      );
      return {
        ...base,
        parameters: randomObject(random, 2).properties.map((property) => ({
          ...property,
          wireName: property.name,
          in: "header",
          default: [random(1e9), random(1e9), "x".repeat(random(60))],
          preset: { kind: "default", value: [random(1e9), [1, "y".repeat(random(80))]] },
        })),
        result: { type: randomType(random, 3), mayBeEmpty: random(4) === 0 },
        ...(random(2) === 0 && {
          responses: [
            {
              status: "200",
              contents: [
                {
                  mediaType: "text/event-stream",
                  type: { kind: "string" },
                  itemType: randomType(random, 2),
                },
              ],
            },
          ],
        }),
      };
    });
    const files = emitSchema({ api: apiOf({ types, operations }), package: PACKAGE });
    for (const path of ["schema/models/t.ts", "schema/things.ts"]) {
      const file = files.find((candidate) => candidate.path === path);
      if (file === undefined) throw new Error(`${path} is missing`);
      expect(await firstDifference(file)).toBeUndefined();
    }
  });
});
