import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXCEPTIONS, type Verdict } from "./exceptions.js";
import type { Failure, Proof } from "./prove.js";

/** A failure as people read it: what was called, what is wrong, and the request. */
export function failureText({ route, sample, problems, request }: Failure): string {
  const head = `${route.method} ${route.path} (${sample.edge ?? sample.kind})`;
  return [head, ...problems, request].join("\n");
}

/** Prints the figures of a document and keeps them in `folder`. */
export function recordFigures(folder: string, name: string, proof: Proof, verdict: Verdict): void {
  const { operations, samples, twins, unsendable } = proof;
  const failed = new Set(verdict.failures.map(({ route }) => route)).size;
  const { excepted } = verdict;
  const exceptions = EXCEPTIONS.filter(({ document }) => document === name).map(
    ({ route, fault, why }) => ({ route, fault, why }),
  );
  const figures = { name, operations, failed, samples, excepted, twins, unsendable, exceptions };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(figures));
  process.stdout.write(
    `${name}: ${operations - failed} of ${operations} operations, ${samples} requests, ${excepted} excepted, ${twins} twins, ${unsendable} bodies unsendable\n`,
  );
}
