import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Figures } from "../budget/figure.js";
import { growthFigures } from "../budget/limits.js";
import { type BudgetReport, budgetReport, isWithin, REPORT_STEPS } from "../budget/report.js";
import { printable } from "../diagnostics/printable.js";
import { LOCK_FILE } from "../emit/lock/lock.js";
import { ignoring } from "../output/folder.js";
import { budgetJson } from "./budget-json.js";
import { budgetMarkdown } from "./budget-markdown.js";
import { budgetText } from "./budget-report.js";
import { brokenLines, outcomeText } from "./budget-rows.js";
import { type BudgetTarget, openTarget } from "./budget-subject.js";
import { earlierFigures, earlierPackage } from "./earlier.js";
import type { Environment } from "./environment.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { addStepSummary, annotationText } from "./github-commands.js";
import { startProgress } from "./progress.js";
import { optimiseLess } from "./short-run.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode budget`. */
export interface BudgetOptions extends SpecOptions {
  readonly output?: string;
  readonly against?: string;
  readonly top?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly github?: boolean;
}

const STEPS = ["Reading", ...REPORT_STEPS];
/** Operations that are told of unless `--top` says how many. */
const USUAL_TOP = 5;

/** `codemode budget`: measures what a package costs in context, and holds it to the limits of the configuration. */
export async function budgetCommand(
  target: string,
  options: BudgetOptions,
  terminal: Terminal,
  env: Environment,
): Promise<ExitCode> {
  refuseSeveralFormats(options);
  const top = topOf(options);
  optimiseLess();
  const progress = startProgress(terminal, STEPS);
  try {
    const opened = await openTarget(target, options);
    const { subject, document, config } = opened;
    const isGrowthLimited = growthFigures(config.budgets).length > 0;
    const before =
      isGrowthLimited || options.against !== undefined
        ? await beforeOf(opened, options)
        : undefined;
    if (isGrowthLimited && before === undefined) {
      await progress.stop();
      terminal.err.write(
        `There is no earlier package to count growth from: ${printable(options.against ?? options.output ?? opened.folder)} has no ${LOCK_FILE}.\n`,
      );
    }
    const standard = { limits: config.budgets, before: before?.figures };
    const report = await budgetReport(subject, document, standard, top, (at) =>
      progress.step(at + 1),
    );
    await progress.stop();
    await print(report, before?.name, target, options, terminal, env);
    return isWithin(report) ? EXIT.ok : EXIT.gate;
  } finally {
    await progress.stop();
  }
}

interface Before {
  readonly name: string;
  readonly figures: Figures;
}

/** What growth is counted from. @throws {UsageError} as `earlierPackage` does. */
async function beforeOf(
  { folder, config }: BudgetTarget,
  { against, output }: BudgetOptions,
): Promise<Before | undefined> {
  const earlier = await earlierPackage(against, output ?? folder);
  if (earlier === undefined) return undefined;
  return { name: earlier.name, figures: await earlierFigures(earlier, config.budgets) };
}

async function print(
  report: BudgetReport,
  against: string | undefined,
  target: string,
  options: BudgetOptions,
  { out, outStyle }: Terminal,
  env: Environment,
): Promise<void> {
  if (options.json) out.write(budgetJson(report, against));
  else if (options.markdown) out.write(`${budgetMarkdown(report)}\n`);
  else if (options.github) {
    out.write(await annotations(report, target));
    await addStepSummary(budgetMarkdown(report), env);
  } else out.write(budgetText(report, outStyle));
}

/** One error for each broken limit, or a notice that there is none; on the document, or the lock of a package. */
async function annotations(report: BudgetReport, target: string): Promise<string> {
  const stats = await stat(target).catch(ignoring("ENOENT", "ENOTDIR"));
  const file = stats?.isDirectory() ? join(target, LOCK_FILE) : target;
  const properties = { file, title: "Token budget" };
  const broken = brokenLines(report);
  return broken.length === 0
    ? annotationText({ level: "notice", properties, message: outcomeText(report) })
    : broken.map((message) => annotationText({ level: "error", properties, message })).join("");
}

/** @throws {UsageError} when two of the formats are asked for. */
function refuseSeveralFormats({ json, markdown, github }: BudgetOptions): void {
  if ([json, markdown, github].filter(Boolean).length <= 1) return;
  throw new UsageError(
    "--json, --markdown and --github are three formats of the same report",
    "Choose one; --github writes the Markdown into the job's summary too.",
  );
}

/** @throws {UsageError} for a number that is none. */
function topOf({ top }: BudgetOptions): number {
  if (top === undefined) return USUAL_TOP;
  if (/^\d{1,5}$/.test(top)) return Number(top);
  throw new UsageError(`--top ${top}: that is no number of operations`, "Write it as --top 20");
}
