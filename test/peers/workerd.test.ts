import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChecksApi } from "./client-checks/api.js";
import { startChecksApis } from "./client-checks/apis.js";
import type { Outcomes } from "./client-checks/check.js";
import { expectOutcomes } from "./client-checks/expectations.js";
import { buildChecksPackage, type ChecksPackage } from "./client-checks/package.js";
import { startWorkerd, type Workerd } from "./workerd.js";

// The client inside Cloudflare's runtime, without its compatibility with Node.

let api: ChecksApi;
let workerd: Workerd;
let built: ChecksPackage;
let outcomes: Outcomes;

beforeAll(async () => {
  built = await buildChecksPackage("workerd");
  api = await startChecksApis();
  workerd = await startWorkerd(built.folder, ["worker.js", ...built.modules]);
  const answer = await fetch(workerd.url, {
    method: "POST",
    body: api.url,
    signal: AbortSignal.timeout(120_000),
  });
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  outcomes = JSON.parse(text);
});

afterAll(async () => {
  await workerd?.close();
  await api?.close();
});

describe("the client in workerd", () => {
  expectOutcomes("workerd", () => outcomes);

  it("imports nothing from outside the package", () => {
    for (const path of built.modules) {
      const source = readFileSync(join(built.folder, path), "utf8");
      const specifiers = [...source.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)];
      expect(specifiers.map(([, specifier]) => specifier?.[0])).toEqual(specifiers.map(() => "."));
    }
  });
});
