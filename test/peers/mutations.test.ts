import ts from "typescript";
import { describe, expect, it } from "vitest";
import { mutated } from "./mutations/mutation.js";
import { runSuites, type SuiteRun } from "./mutations/suites.js";
import { MUTATIONS } from "./mutations/table.js";

// Every fault of the table (a serialiser that is gone; one line of a serialiser, an authentication scheme or a paginator that is wrong)
// must be caught by a test that ships.

const CLEAN: Omit<SuiteRun, "passed"> = { caughtBy: undefined, broken: [] };

it("the fast tests pass over the client as it is", async () => {
  const { passed, ...run } = await runSuites(undefined);
  expect(run).toEqual(CLEAN);
  expect(passed).toBeGreaterThan(200);
});

it.each(MUTATIONS)("it has one place: $name", (mutation) => {
  const { diagnostics } = ts.transpileModule(mutated(mutation), { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
});

it("each fault has a name of its own", () => {
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
});

describe("the fast tests catch that", () => {
  it.concurrent.each(MUTATIONS)("$name", async ({ name }) => {
    expect(await runSuites(name)).toMatchObject({ caughtBy: expect.any(String), broken: [] });
  });
});
