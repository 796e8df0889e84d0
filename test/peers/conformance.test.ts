import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { type HttpProcess, startHttp } from "../e2e/http-process.js";
import { createFixtureServer } from "./conformance/fixture-server.js";
import { type HttpFixture, startHttpFixture } from "./conformance/http-fixture.js";
import { conformancePage } from "./conformance/page.js";
import { type Applies, NOT_APPLICABLE, SCENARIOS, WITH_FIXTURES } from "./conformance/scenarios.js";
import {
  type Check,
  REVISIONS,
  type Revision,
  runSuite,
  scenariosOf,
} from "./conformance/suite.js";
import { CACHE } from "./corpus.js";

// The official suite against a generated server, and against the same HTTP server with the tools that the suite asks for by name.

vi.mock("../../src/runtime/mcp/server.js", () => ({
  createServerFactory: () => createFixtureServer,
}));

type Results = ReadonlyMap<string, readonly Check[]>;

const ROOT = resolve(import.meta.dirname, "../..");
const PACKAGE = join(CACHE, "conformance", "package");

let generated: HttpProcess;
let fixtures: HttpFixture;

beforeAll(async () => {
  rmSync(PACKAGE, { recursive: true, force: true });
  const compile = ["compile", join(ROOT, "fixtures/library.yaml"), "-o", PACKAGE, "--quiet"];
  expect(await codemode(compile)).toMatchObject({ exitCode: 0 });
  generated = await startHttp({ server: join(PACKAGE, "server.js") });
  fixtures = await startHttpFixture();
});
afterAll(async () => {
  await generated.close();
  await fixtures.close();
});

describe.each(REVISIONS)("revision %s", (revision) => {
  let onGenerated: Results;
  let onFixtures: Results;

  beforeAll(async () => {
    onGenerated = await runSuite(generated.url, revision);
    onFixtures = await runSuite(fixtures.url, revision);
  });

  it("has no scenario that nobody has looked at", async () => {
    const scenarios = await scenariosOf(revision);
    expect(scenarios.length).toBeGreaterThan(30);
    expect([...scenarios].sort()).toEqual(Object.keys(SCENARIOS[revision]).sort());
    expect([...onGenerated.keys()].sort()).toEqual([...scenarios].sort());
  });

  it.each(scenariosThat(revision, (applies) => applies === "generated"))("passes %s", (name) => {
    expect(problems(onGenerated.get(name), { ...NOT_APPLICABLE, ...WITH_FIXTURES })).toEqual([]);
    expect(problems(onFixtures.get(name), NOT_APPLICABLE)).toEqual([]);
  });

  it.each(scenariosThat(revision, (applies) => applies === "fixtures"))(
    "passes %s with fixtures",
    (name) => {
      expect(problems(onFixtures.get(name), {})).toEqual([]);
    },
  );

  it.each(scenariosThat(revision, (applies) => typeof applies === "object"))(
    "is right to leave out %s",
    (name) => {
      expect(problems(onGenerated.get(name), {})).not.toEqual([]);
      expect(problems(onFixtures.get(name), {})).not.toEqual([]);
    },
  );

  it("is right to leave out single checks", () => {
    const left = [...onFixtures.values()].flat();
    const succeeded = left.filter(({ status }) => status === "SUCCESS").map(({ id }) => id);
    expect(succeeded.filter((id) => id in NOT_APPLICABLE)).toEqual([]);
    const alone = [...onGenerated.values()].flat().filter(({ status }) => status === "SUCCESS");
    expect(alone.map(({ id }) => id).filter((id) => id in WITH_FIXTURES)).toEqual([]);
    if (revision !== "2026-07-28") return;
    const seen = new Set(left.map(({ id }) => id));
    expect(
      Object.keys({ ...NOT_APPLICABLE, ...WITH_FIXTURES }).filter((id) => !seen.has(id)),
    ).toEqual([]);
  });
});

it("is what docs/conformance.md says", async () => {
  await expect(conformancePage()).toMatchFileSnapshot(join(ROOT, "docs/conformance.md"));
});

function scenariosThat(revision: Revision, test: (applies: Applies) => boolean): readonly string[] {
  return Object.entries(SCENARIOS[revision])
    .filter(([, applies]) => test(applies))
    .map(([name]) => name);
}

/** Checks that every exchange gets, whatever it was about. */
const OF_ANY_EXCHANGE = /^wire-schema-/;

/** What did not succeed, but for checks that are left out; and when nothing did. What is for information only is neither. */
function problems(
  checks: readonly Check[] | undefined,
  leftOut: { readonly [check: string]: string },
): readonly string[] {
  if (checks === undefined) return ["It did not run."];
  const counted = checks.filter(({ id, status }) => !(id in leftOut) && status !== "INFO");
  const failed = counted.filter(({ status }) => status !== "SUCCESS");
  if (counted.some(({ id, status }) => status === "SUCCESS" && !OF_ANY_EXCHANGE.test(id))) {
    return failed.map(({ id, status, errorMessage = "" }) => `${status} ${id} ${errorMessage}`);
  }
  return ["Nothing was checked.", ...failed.map(({ id }) => id)];
}
