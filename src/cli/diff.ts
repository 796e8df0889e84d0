import { readFile } from "node:fs/promises";
import { IGNORE_FILE, parseIgnoreFile } from "../config/ignore-file.js";
import { printable } from "../diagnostics/printable.js";
import { compare } from "../diff/compare.js";
import { type Comparison, GATES, type Gate, isStopped } from "../diff/comparison.js";
import type { Ignored } from "../diff/ignore.js";
import { pairOperations } from "../diff/pairing.js";
import type { Version } from "../diff/version.js";
import { openMeanwhile } from "./diff-apart.js";
import { brokenBudgets } from "./diff-budgets.js";
import type { DiffFormat } from "./diff-format.js";
import { diffGithub } from "./diff-github.js";
import { ignoreNotes, nothingText } from "./diff-groups.js";
import type { VersionInput } from "./diff-input.js";
import { diffJson } from "./diff-json.js";
import { diffJunit } from "./diff-junit.js";
import { diffMarkdown } from "./diff-markdown.js";
import { readSnippets } from "./diff-snippets.js";
import { diffText } from "./diff-text.js";
import { type OpenedVersion, openVersion } from "./diff-version.js";
import type { Environment } from "./environment.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { addStepSummary } from "./github-commands.js";
import { startProgress } from "./progress.js";
import { optimiseLess } from "./short-run.js";
import type { SpecOptions } from "./spec-options.js";
import { counted } from "./table.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode diff`. */
export interface DiffOptions extends SpecOptions {
  /** A folder of saved snippets. */
  readonly snippets?: string;
  /** An ignore file; without it the one beside the new version. */
  readonly ignore?: string;
  /** Gates, with commas between them. */
  readonly failOn?: string;
  readonly format?: DiffFormat;
  readonly json?: boolean;
  readonly all?: boolean;
}

const STEPS = ["Reading both versions", "Comparing"];

/**
 * `codemode diff`: what the new version of an API does to its callers, to agents and to the token budget.
 * `now` gives the day on which entries of the ignore file are looked at.
 * @throws {UsageError} for flags that make no sense, {UnusableInput} and {ConfigurationError} for what cannot be used.
 */
export async function diffCommand(
  names: { readonly before: string; readonly after: string },
  options: DiffOptions,
  terminal: Terminal,
  env: Environment,
  now: () => Date = () => new Date(),
): Promise<ExitCode> {
  const gates = readGates(options.failOn);
  const format = readFormat(options);
  optimiseLess();
  const progress = startProgress(terminal, STEPS);
  const apart = await openMeanwhile(names.before, options);
  try {
    const { version: after, input } = await openVersion(names.after, options);
    const before = await apart.version();
    progress.step(1);
    const comparison = await compareVersions(before, { version: after, input }, options, now());
    await progress.stop();
    terminal.out.write(reported(comparison, format, { options, gates, input, terminal }));
    if (format === "github") await appendSummary(comparison, env);
    for (const note of ignoreNotes(comparison)) {
      terminal.err.write(`${terminal.errStyle.yellow("note")} ${printable(note)}\n`);
    }
    const stopped = comparison.findings.filter((finding) => isStopped(finding, gates)).length;
    if (stopped === 0) return EXIT.ok;
    const found = counted(stopped, "finding");
    terminal.err.write(
      `${terminal.errStyle.red("failed")} ${found}: --fail-on ${[...gates].join(",")}\n`,
    );
    return EXIT.gate;
  } finally {
    await progress.stop();
    await apart.stop();
  }
}

async function compareVersions(
  before: Version,
  { version: after, input }: OpenedVersion,
  options: DiffOptions,
  now: Date,
): Promise<Comparison> {
  const pairing = pairOperations(before.api, after.api);
  const golden = await input.golden();
  const saved = options.snippets === undefined ? undefined : await readSnippets(options.snippets);
  const measure = golden.length === 0 ? undefined : await import("./diff-queries.js");
  const check = saved === undefined ? undefined : await import("../diff/agents/check-snippets.js");
  return compare(before, after, pairing, {
    queries: measure?.measureBoth(golden, before.api, after.api, pairing) ?? [],
    ...(check !== undefined &&
      saved !== undefined && { snippets: check.checkSnippets(before.api, after.api, saved) }),
    budgets: await brokenBudgets(before, after, input.config),
    ignored: await readIgnored(options.ignore, input),
    today: now.toISOString().slice(0, "2026-11-22".length),
  });
}

async function readIgnored(
  path: string | undefined,
  input: VersionInput,
): Promise<readonly Ignored[]> {
  if (path === undefined) {
    const found = await input.beside(IGNORE_FILE);
    return found === undefined ? [] : parseIgnoreFile(found.file, found.text);
  }
  const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  return parseIgnoreFile(path, text);
}

interface Reporting {
  readonly options: DiffOptions;
  readonly gates: ReadonlySet<Gate>;
  readonly input: VersionInput;
  readonly terminal: Terminal;
}

function reported(
  comparison: Comparison,
  format: DiffFormat,
  { options, gates, input, terminal }: Reporting,
): string {
  const extent = options.all ? "all" : "screen";
  switch (format) {
    case "text":
      return diffText(comparison, extent, terminal.outStyle);
    case "json":
      return diffJson(comparison, gates);
    case "markdown":
      return diffMarkdown(comparison, extent);
    case "github":
      return diffGithub(comparison, input.document);
    case "junit":
      return diffJunit(comparison, gates);
  }
}

/** The step's summary, where GitHub Actions says where it is. Nothing changed is nothing to sum up. */
async function appendSummary(comparison: Comparison, env: Environment): Promise<void> {
  if (nothingText(comparison) !== undefined) return;
  await addStepSummary(diffMarkdown(comparison, "screen"), env);
}

/** @throws {UsageError} for a gate that there is not. */
function readGates(flag: string | undefined): ReadonlySet<Gate> {
  const names = flag === undefined ? [] : flag.split(",").map((name) => name.trim());
  const gates = names.map((name) => {
    const gate = GATES.find((each) => each === name);
    if (gate !== undefined) return gate;
    throw new UsageError(
      `--fail-on ${flag}: there is no ${name === "" ? "gate without a name" : name}`,
      `There are ${GATES.join(", ")}; several are written with commas.`,
    );
  });
  return new Set(GATES.filter((gate) => gates.includes(gate)));
}

/** @throws {UsageError} when two formats are asked for. */
function readFormat({ format, json }: DiffOptions): DiffFormat {
  if (!json) return format ?? "text";
  if (format === undefined || format === "json") return "json";
  throw new UsageError(
    `--json and --format ${format} contradict each other`,
    "Leave one of them out.",
  );
}
