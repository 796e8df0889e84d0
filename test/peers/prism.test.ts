import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createThreadExecutor } from "../../src/runtime/node/thread-executor.js";
import type { Executor } from "../../src/runtime/sandbox/executor.js";
import { type SandboxFiles, sandboxFiles } from "../abuse/sandbox-files.js";
import { CACHE, corpusFolder } from "./corpus.js";
import { unpackedDocument } from "./requests/prism-documents.js";
import { PRISM_EXCEPTIONS } from "./requests/prism-exceptions.js";
import { type Judgement, judge } from "./requests/prism-judgement.js";
import { PRISM_LIMITS } from "./requests/prism-limits.js";
import { callBothWays } from "./requests/prism-run.js";

/** Document → its operations, and those whose schemas Prism cannot compile, so that AJV alone has judged them. */
const DOCUMENTS: Readonly<
  Record<string, { readonly operations: number; readonly unchecked: number }>
> = {
  "github.json": { operations: 1223, unchecked: 8 },
  "stripe-2022-04.json": { operations: 417, unchecked: 0 },
  "kubernetes.json": { operations: 1123, unchecked: 3 },
  "box.json": { operations: 296, unchecked: 0 },
  "datadog-v1.yaml": { operations: 235, unchecked: 4 },
  "discord.json": { operations: 242, unchecked: 1 },
  "netlify.yaml": { operations: 174, unchecked: 0 },
  "openai.yaml": { operations: 288, unchecked: 9 },
  "cloudflare-2024-08.json": { operations: 1535, unchecked: 4 },
  "digitalocean/specification/DigitalOcean-public.v2.yaml": { operations: 659, unchecked: 6 },
};

/** At least this share of all operations has calls only that Prism, or AJV where Prism cannot read them, finds nothing wrong with. */
const SHARE = 0.995;

const corpus = corpusFolder();

describe.runIf(corpus !== undefined)("Prism, asked about every operation", () => {
  const judgements = new Map<string, Judgement>();
  let sandbox: SandboxFiles;
  let executor: Executor;

  beforeAll(async () => {
    sandbox = await sandboxFiles();
    executor = createThreadExecutor({ workerUrl: sandbox.workerUrl, threads: 1 });
  });

  it.each(Object.entries(DOCUMENTS))("%s: %o", async (name, { operations, unchecked }) => {
    const file = unpackedDocument(corpus ?? "", name);
    const found = await judge(
      await callBothWays(file, join(CACHE, "prism/clients", name), executor),
    );
    judgements.set(name, found);
    print(name, found);
    record(name, found);
    expect.soft(Object.fromEntries(unexpected(name, found))).toEqual({});
    expect.soft(needless(name, found)).toEqual([]);
    expect.soft(found.unchecked).toHaveLength(unchecked);
    expect(found.operations).toBe(operations);
  });

  it("finds nothing wrong with 99.5 % of all operations", () => {
    const all = [...judgements.values()];
    expect(all).toHaveLength(Object.keys(DOCUMENTS).length);
    const total = sum(all.map(({ operations }) => operations));
    const failing = sum(all.map((one) => one.failing.size));
    const apart = sum(all.map(({ misread, unchecked }) => misread.size + unchecked.length));
    process.stdout.write(
      `${total} operations: ${total - failing - apart} accepted, ${apart} judged by AJV alone, ${failing} failing\n`,
    );
    expect((total - failing) / total).toBeGreaterThanOrEqual(SHARE);
  });

  it("has every limit that is known of it still", () => {
    const times = (name: string) =>
      sum(Array.from(judgements.values(), ({ limits }) => limits.get(name) ?? 0));
    expect(PRISM_LIMITS.filter(({ name }) => times(name) === 0)).toEqual([]);
  });

  afterAll(async () => {
    await executor.close();
    await sandbox.remove();
  });
});

/** What is wrong with operations that no exception names. */
function unexpected(
  document: string,
  { failing, misread }: Judgement,
): (readonly [string, readonly string[]])[] {
  const excepted = exceptedOperations(document);
  return [...failing, ...misread].filter(([operation]) => !excepted.has(operation));
}

/** Exceptions of operations with which nothing is wrong. */
function needless(document: string, { failing, misread }: Judgement): string[] {
  const excepted = exceptedOperations(document);
  return [...excepted].filter((operation) => !failing.has(operation) && !misread.has(operation));
}

function exceptedOperations(document: string): ReadonlySet<string> {
  const own = PRISM_EXCEPTIONS.filter((one) => one.document === document);
  return new Set(own.flatMap(({ operations }) => operations));
}

function print(name: string, found: Judgement): void {
  const { operations, failing, misread, unchecked, calls, accepted, apart } = found;
  const good = operations - failing.size - misread.size - unchecked.length;
  process.stdout.write(
    `${name}: ${good} of ${operations} operations accepted, ${unchecked.length} unchecked and ${misread.size} misread (AJV judges them), ${failing.size} failing; ${accepted} of ${calls} calls accepted, ${apart} apart\n`,
  );
}

/** Leaves the figures for the documentation. */
function record(name: string, found: Judgement): void {
  const { operations, failing, misread, unchecked, calls, accepted, apart } = found;
  const folder = join(CACHE, "prism/records");
  const exceptions = PRISM_EXCEPTIONS.filter(({ document }) => document === name);
  const figures = {
    name: name.split("/", 1)[0],
    operations,
    failing: failing.size,
    misread: misread.size,
    unchecked: unchecked.length,
    calls,
    accepted,
    apart,
    exceptions,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${figures.name}.json`), JSON.stringify(figures));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
