import { loadConfig } from "../config/load-config.js";
import type { QueriesSetting } from "../config.js";
import { METRICS, type Metric, type Minima } from "../evaluation/metric.js";
import { nearest } from "../runtime/api/nearest.js";
import { evalJson } from "./eval-json.js";
import { evalReport } from "./eval-report.js";
import { type SuggestOptions, suggest } from "./eval-suggest.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { isEnough, measureQueries } from "./golden.js";
import { open } from "./open.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode eval`. */
export interface EvalOptions extends SpecOptions, SuggestOptions {
  /** Files, measured one after the other. */
  readonly queries?: readonly string[];
  /** `recall@10=.9`. */
  readonly min?: readonly string[];
  readonly json?: boolean;
  readonly suggest?: boolean;
}

/**
 * `codemode eval`: measures the search with golden queries; with `--suggest` writes a first set of them.
 * @throws {UsageError} for flags that make no sense, {UnusableInput} for files that cannot be used.
 */
export async function evalCommand(
  target: string,
  options: EvalOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const minima = readMinima(options.min ?? []);
  if (options.suggest) {
    refuseWith("--suggest", { "--queries": options.queries, "--min": options.min });
    return suggest(target, options, terminal);
  }
  refuseWith("--queries", {
    "--count": options.count,
    "--output": options.output,
    "--force": options.force,
  });
  const settings = await queriesOf(target, options, minima);
  const { api, index } = await open(target, options);
  const measured = await measureQueries(api, await index(), settings);
  const text = options.json
    ? evalJson(api, measured)
    : evalReport(api, measured, terminal.outStyle);
  terminal.out.write(text);
  return isEnough(measured) ? EXIT.ok : EXIT.gate;
}

/** What `--queries` names, or the configuration. `--min` goes before the minima of the configuration. */
async function queriesOf(
  target: string,
  { queries, config: configPath }: EvalOptions,
  min: Minima,
): Promise<readonly QueriesSetting[]> {
  if (queries !== undefined) return queries.map((file) => ({ file, min }));
  const config = await loadConfig({
    specPath: target,
    ...(configPath !== undefined && { configPath }),
    flags: {},
  });
  if (config.queries.length > 0) {
    return config.queries.map((setting) => ({ ...setting, min: { ...setting.min, ...min } }));
  }
  throw new UsageError(
    "There are no golden queries to measure with",
    "Name a file with --queries, or under `queries` in the configuration; --suggest writes a first one.",
  );
}

/** @throws {UsageError} for a metric that there is not, or a number that is none from 0 to 1. */
function readMinima(flags: readonly string[]): Minima {
  const minima: Partial<Record<Metric, number>> = {};
  for (const flag of flags) {
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(flag) ?? ["", flag];
    const metric = METRICS.find((each) => each === name.toLowerCase());
    if (metric === undefined) {
      const [near] = nearest(name, METRICS, 1);
      throw new UsageError(
        `--min ${flag}: there is no measure ${name || "without a name"}`,
        near === undefined ? `There are ${METRICS.join(", ")}.` : `Did you mean ${near}?`,
      );
    }
    const minimum = /^(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
    if (!(minimum <= 1)) {
      throw new UsageError(
        `--min ${flag}: a minimum is a number from 0 to 1`,
        `Write it as --min ${metric}=.9`,
      );
    }
    minima[metric] = minimum;
  }
  return minima;
}

/** @throws {UsageError} when a flag is given that has no meaning here. */
function refuseWith(mode: string, flags: Readonly<Record<string, unknown>>): void {
  const [given] = Object.entries(flags).find(([, value]) => value !== undefined) ?? [];
  if (given === undefined) return;
  throw new UsageError(
    mode === "--suggest"
      ? `${given} has no meaning beside --suggest`
      : `${given} belongs to --suggest`,
    mode === "--suggest"
      ? "Write the queries first, then measure with them."
      : "Add --suggest, or leave it out.",
  );
}
