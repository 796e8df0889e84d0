import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { open } from "../../src/cli/open.js";
import { UnusableInput } from "../../src/diagnostics/diagnostic.js";
import { percentile } from "../../src/evaluation/statistics.js";
import type { Api } from "../../src/runtime/api/api.js";
import { createLookup } from "../../src/runtime/api/lookup.js";
import { createSearch, type Search } from "../../src/runtime/search/answer.js";
import { decodeIndex } from "../../src/runtime/search/format.js";
import { corpusFolder, documentsOf } from "./corpus.js";
import { largeDocuments } from "./large-documents.js";
import { randomQueries } from "./random-queries.js";

const QUERIES = 1_000;
/** There are four hundred small documents. */
const QUERIES_OF_SMALL = 200;
const MOST_TOKENS = 1_500;
const MOST_MS = 50;
/** A slow query is asked again: a machine that is busy with something else is not always busy. */
const ATTEMPTS = 8;
const ORDINARY_TEXT = { disallowedSpecial: new Set<string>() };

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe(`${QUERIES} random queries`, () => {
    for (const { name, file } of largeDocuments(corpus)) {
      it(name, async () => {
        const { api, search } = await searchOf(file);
        const { most, times, tooLong, tooSlow } = ask(search, randomQueries(api, QUERIES, 7));
        process.stdout.write(
          `${name}: ${api.operations.length} operations, most tokens ${most}, p50 ${percentile(times, 0.5).toFixed(2)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, most ${percentile(times, 1).toFixed(1)} ms\n`,
        );
        expect(tooLong).toEqual([]);
        expect(tooSlow).toEqual([]);
      });
    }
  });

  describe(`${QUERIES_OF_SMALL} random queries of every small document`, () => {
    it.each(["readme-oas-examples", "hey-api-specs-small", "oai-3.2-tests"])(
      "%s",
      async (archive) => {
        const bad: string[] = [];
        let asked = 0;
        for (const [at, { name, file }] of documentsOf(corpus, archive).entries()) {
          const found = await searchOf(file).catch(unusable);
          if (found === undefined) continue;
          const { tooLong, tooSlow } = ask(
            found.search,
            randomQueries(found.api, QUERIES_OF_SMALL, at),
          );
          bad.push(...[...tooLong, ...tooSlow].map((line) => `${name}: ${line}`));
          asked += 1;
        }
        expect(asked).toBeGreaterThan(0);
        expect(bad).toEqual([]);
      },
    );
  });
}

async function searchOf(file: string): Promise<{ readonly api: Api; readonly search: Search }> {
  const { api, index } = await open(file, {});
  return { api, search: createSearch(createLookup(api), decodeIndex(await index())) };
}

function unusable(error: unknown): undefined {
  if (!(error instanceof UnusableInput)) throw error;
}

/** None where there cannot be too many, since no token has less than a byte. */
function tokensOf(answer: string): number {
  const bytes = Buffer.byteLength(answer);
  return bytes <= MOST_TOKENS ? 0 : countTokens(answer, ORDINARY_TEXT);
}

/** Asks every query; what is too long, empty or too slow as lines, and what all of them took. */
function ask(search: Search, queries: readonly string[]) {
  const tokens = new Map<string, number>();
  const tooLong: string[] = [];
  const tooSlow: string[] = [];
  const times: number[] = [];
  for (const query of queries) {
    const { answer, milliseconds } = timed(() => search.answer({ query }));
    times.push(milliseconds);
    const count = tokens.get(answer) ?? tokensOf(answer);
    tokens.set(answer, count);
    if (count > MOST_TOKENS || answer === "") tooLong.push(`${shown(query)}: ${count} tokens`);
    if (milliseconds <= MOST_MS) continue;
    const again = Array.from({ length: ATTEMPTS }, () => timed(() => search.answer({ query })));
    const best = Math.min(...again.map((attempt) => attempt.milliseconds));
    if (best > MOST_MS) tooSlow.push(`${shown(query)}: ${best.toFixed(0)} ms`);
  }
  return { most: Math.max(...tokens.values()), times, tooLong, tooSlow };
}

/**
 * What a call takes: the time on the clock, or the processor's where that is less. The first counts other programs too, the second
 * what V8 does beside on other threads.
 */
function timed(call: () => string): { readonly answer: string; readonly milliseconds: number } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const answer = call();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { answer, milliseconds: Math.min(wall, (user + system) / 1_000) };
}

function shown(query: string): string {
  return JSON.stringify(query.length > 80 ? `${query.slice(0, 80)}… (${query.length})` : query);
}
