import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CACHE, type CorpusDocument } from "./corpus.js";
import { createExaminer, type Examination } from "./examination.js";
import { lostOperations } from "./lost-operations.js";

const examine = createExaminer();

/** Where `npm run docs` finds what these tests have seen. */
const RECORDS = join(CACHE, "records");

/** The tests of one document that must compile with nothing lost. */
export function itLosesNothing({ name, file }: CorpusDocument): void {
  it(name, async () => {
    const found = await examine(file, join(CACHE, "examined", name));
    record(name, found);
    expect(found).toMatchObject({ kind: "compiled" });
    if (found.kind === "refused") return;
    const { api, source } = found;
    const routes = api.operations.map(({ httpMethod, path }) => `${httpMethod} ${path}`).sort();
    expect.soft(lostOperations(file, routes, found.diagnostics)).toEqual([]);
    expect.soft(source.routes).toEqual(routes);
    expect.soft(source.methods).toBe(routes.length);
    expect.soft(source.anys).toEqual([]);
    expect.soft(found.typeErrors).toEqual([]);
    expect.soft(found.unstable).toEqual([]);
    expect.soft(found.schemaFindings).toEqual([]);
    expect.soft(found.changedByRoundTrip).toEqual([]);
  });
}

/** Keeps the facts of an examination for the table in the documentation. */
export function record(name: string, found: Examination): void {
  const facts =
    found.kind === "refused"
      ? { name, refused: found.diagnostic.code }
      : {
          name,
          operations: found.api.operations.length,
          types: found.api.types.length,
          unknowns: found.source.unknowns,
          diagnostics: counts(found.diagnostics.map(({ severity }) => severity)),
          typeErrors: found.typeErrors.length,
          stable: found.unstable.length === 0,
          roundTrip: found.changedByRoundTrip.length === 0,
        };
  mkdirSync(RECORDS, { recursive: true });
  writeFileSync(join(RECORDS, `${name.replaceAll("/", "__")}.json`), JSON.stringify(facts));
}

function counts(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}
