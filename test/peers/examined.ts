import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Code } from "../../src/diagnostics/diagnostic.js";
import { CACHE, type CorpusDocument } from "./corpus.js";
import { createExaminer, type Examination } from "./examination.js";
import { lostOperations } from "./lost-operations.js";
import { rawOperations } from "./raw-operations.mjs";

const examine = createExaminer();

/** Where `npm run docs` finds what these tests have seen. */
const RECORDS = join(CACHE, "records");

/** What a document without operations and webhooks gets: the answer, not a package. */
const EMPTY: readonly Code[] = ["document-without-operations", "document-empty"];

/** The test of one document: it compiles with nothing lost, or has nothing to compile. */
export function itLosesNothing({ name, file }: CorpusDocument): void {
  it(name, async () => {
    const found = await examine(file, join(CACHE, "examined", name));
    record(name, found);
    if (found.kind === "refused") {
      expect(EMPTY).toContain(found.code);
      expect(rawOperations(file)).toEqual([]);
      return;
    }
    const { api, source } = found;
    const routes = api.operations.map(({ httpMethod, path }) => `${httpMethod} ${path}`).sort();
    expect.soft(lostOperations(file, routes, found.diagnostics)).toEqual([]);
    expect.soft(source.routes).toEqual(routes);
    expect.soft(source.methods).toBe(routes.length);
    expect.soft(source.anys).toEqual([]);
    expect.soft(found.typeErrors).toEqual([]);
    expect.soft(found.unstable).toEqual([]);
    expect.soft(found.changedByRoundTrip).toEqual([]);
    expect.soft(found.schemaFindings).toEqual([]);
  });
}

/** Keeps the facts of an examination for the table in the documentation. */
export function record(name: string, found: Examination): void {
  const diagnostics = counts(found.diagnostics.map(({ severity }) => severity));
  const facts =
    found.kind === "refused"
      ? { name, diagnostics, refused: found.code }
      : {
          name,
          diagnostics,
          operations: found.api.operations.length,
          webhooks: found.api.webhooks?.length ?? 0,
          types: found.api.types.length,
          unknowns: found.source.unknowns,
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
