import { execFile } from "node:child_process";
import { join } from "node:path";

const VITEST = join(import.meta.dirname, "../../../node_modules/vitest/vitest.mjs");
const CONFIG = join(import.meta.dirname, "vitest.config.ts");

/** What the fast tests say of a client. */
export interface SuiteRun {
  readonly passed: number;
  /** The first test that failed; `undefined` when none did. */
  readonly caughtBy: string | undefined;
  /** What could not be run at all. */
  readonly broken: readonly string[];
}

/** The part of Vitest's JSON report that is read. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs the fast tests, up to the first that fails, with the named fault in the client or with none. Two runs at a time: others wait. */
export async function runSuites(mutation: string | undefined): Promise<SuiteRun> {
  const { CODEMODE_MUTATION: _, ...env } = process.env;
  const report = await inTurn(() =>
    reportOf(mutation === undefined ? env : { ...env, CODEMODE_MUTATION: mutation }),
  );
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: report.numPassedTests,
    caughtBy: tests.find(({ status }) => status === "failed")?.fullName,
    broken: report.testResults
      .filter(
        ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
      )
      .map(({ message }) => message),
  };
}

/** A fault may make a loop that never ends. */
const LONGEST_MS = 300_000;

const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let running = 0;

/** Does the work when there are fewer than two others. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running === AT_ONCE) await new Promise<void>((begin) => waiting.push(begin));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function reportOf(env: NodeJS.ProcessEnv): Promise<Report> {
  const args = [VITEST, "run", "--config", CONFIG, "--bail=1", "--reporter=json"];
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: 1 << 26, timeout: LONGEST_MS };
    execFile(process.execPath, args, options, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout.slice(stdout.indexOf("{"))));
      } catch {
        reject(new Error(`Vitest gave no report: ${stderr}${stdout}`));
      }
    });
  });
}
