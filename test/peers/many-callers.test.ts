import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ABUSES, manyCallers } from "../e2e/many-callers.js";
import { CACHE } from "./corpus.js";

const SECONDS = 60;
/** No claim about speed: what takes longer hangs. */
const HANGS_MS = 60_000;

it(`64 callers at once for ${SECONDS} s, one in ten of them abusive, with the limits that packages have`, async () => {
  const figures = await manyCallers({ seconds: SECONDS, roundsAlone: 50, limits: {} });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, "many-callers.json"), `${JSON.stringify(figures, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify({ ...figures, wrong: figures.wrong.length })}\n`);
  expect(figures.wrong).toEqual([]);
  expect(figures.together.runs).toBeGreaterThan(64);
  expect(figures.together.most).toBeLessThan(HANGS_MS);
  for (const { kind } of ABUSES) expect(figures.abuses[kind], kind).toBeGreaterThan(0);
});
