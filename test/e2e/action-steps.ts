import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { load as parseYaml } from "js-yaml";

const ROOT = resolve(import.meta.dirname, "../..");

/** A step of a composite action, as far as ours have them. */
export interface ActionStep {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

export interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly default?: string; readonly required?: boolean }>
  >;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

export async function readAction(): Promise<Action> {
  return parseYaml(await readFile(join(ROOT, "action.yml"), "utf8")) as Action;
}

/** What a runner knows when it runs the action. */
export interface Job {
  /** The repository that was checked out. */
  readonly workspace: string;
  /** A folder for temporary files. */
  readonly temp: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** `github.event.pull_request`; absent for a push. */
  readonly pullRequest?: { readonly number: number; readonly base: string };
  /** Folders that come first on the path. */
  readonly path: readonly string[];
}

export interface StepRun {
  readonly exitCode: number;
  /** Both streams. */
  readonly log: string;
}

/** Runs the steps of the action one after the other, as a runner does; it ends with the first that fails. */
export async function runAction(action: Action, job: Job): Promise<ReadonlyMap<string, StepRun>> {
  const runs = new Map<string, StepRun>();
  const outputs = new Map<string, string>();
  for (const step of action.runs.steps) {
    const valueFor = (expression: string): string => evaluated(expression, action, job, outputs);
    if (step.if !== undefined && !holds(step.if, valueFor)) continue;
    const outputFile = join(job.temp, "output");
    await writeFile(outputFile, "");
    const run = await runStep(step, job, outputFile, valueFor);
    runs.set(step.name, run);
    if (step.id !== undefined) {
      for (const line of (await readFile(outputFile, "utf8")).split("\n")) {
        const equals = line.indexOf("=");
        if (equals > 0) {
          outputs.set(`steps.${step.id}.outputs.${line.slice(0, equals)}`, line.slice(equals + 1));
        }
      }
    }
    if (run.exitCode !== 0) break;
  }
  return runs;
}

function runStep(
  step: ActionStep,
  job: Job,
  outputFile: string,
  valueFor: (expression: string) => string,
): Promise<StepRun> {
  const filled = (text: string): string =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => valueFor(expression));
  const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text)]);
  const env = {
    ...process.env,
    PATH: [...job.path, process.env["PATH"]].join(":"),
    NO_COLOR: "1",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: join(job.temp, "summary.md"),
    GITHUB_WORKSPACE: job.workspace,
    RUNNER_TEMP: job.temp,
    ...Object.fromEntries(own),
  };
  const cwd = resolve(job.workspace, filled(step["working-directory"] ?? "."));
  return new Promise((done) => {
    // What `shell: bash` means to a runner.
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run];
    execFile("bash", args, { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      done({ exitCode, log: stdout + stderr });
    });
  });
}

/** The expressions that our action has, and no others. */
function evaluated(
  expression: string,
  action: Action,
  job: Job,
  outputs: ReadonlyMap<string, string>,
): string {
  const either = expression.split(" || ");
  if (either.length > 1) {
    return (
      either.map((one) => evaluated(one, action, job, outputs)).find((one) => one !== "") ?? ""
    );
  }
  const input = /^inputs\.([\w-]+)$/.exec(expression)?.[1];
  if (input !== undefined) {
    const declared = action.inputs[input];
    if (declared === undefined) throw new Error(`the action has no input ${input}`);
    const given = job.inputs[input] ?? declared.default ?? "";
    return given.replace(/^\$\{\{ github\.token \}\}$/, "a-token");
  }
  const known: Readonly<Record<string, string>> = {
    "github.repository": "acme/library",
    "github.event.pull_request.number": String(job.pullRequest?.number ?? ""),
    "github.event.pull_request.base.sha": job.pullRequest?.base ?? "",
  };
  if (expression.startsWith("steps.")) return outputs.get(expression) ?? "";
  const value = known[expression];
  if (value === undefined) throw new Error(`the test knows no ${expression}`);
  return value;
}

function holds(condition: string, valueFor: (expression: string) => string): boolean {
  return condition.split(" && ").every((part) => {
    const [left = "", right] = part.split(" == ");
    return right === undefined ? valueFor(left) !== "" : `'${valueFor(left)}'` === right;
  });
}
