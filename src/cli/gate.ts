import type { Compilation } from "../compile.js";
import type { Config } from "../config.js";
import { counted } from "./table.js";

/** Something that `compile --check` holds a package to, besides being up to date. */
export interface Gate {
  readonly name: "queries";
  readonly passed: boolean;
  /** One line: what was held, or missed. */
  readonly summary: string;
  /** What is missed, a line each; empty when it passed. */
  readonly details: readonly string[];
  /** What to do when it did not pass. */
  readonly fix: string;
}

/**
 * Every gate that the configuration sets up, whether passed or not.
 * @throws {UnusableInput} when what a gate needs cannot be read.
 */
export async function checkGates(
  compilation: Compilation,
  config: Config,
): Promise<readonly Gate[]> {
  return config.queries.length === 0 ? [] : [await queriesGate(compilation, config)];
}

/** Golden queries reach their minima. The measuring is loaded when there are any. */
async function queriesGate({ api, files }: Compilation, { queries }: Config): Promise<Gate> {
  const index = files.find(({ path }) => path === "index.json")?.content;
  if (typeof index !== "string") throw new Error("the package has no index.json");
  const [{ measureQueries }, { unmet }] = await Promise.all([
    import("./golden.js"),
    import("./eval-report.js"),
  ]);
  const measured = await measureQueries(api, index, queries);
  const rows = measured.reduce((sum, { evaluation }) => sum + evaluation.rows.length, 0);
  const details = unmet(measured);
  const passed = details.length === 0;
  return {
    name: "queries",
    passed,
    summary: passed
      ? `${counted(rows, "golden query", "golden queries")}: every minimum is reached`
      : `${counted(details.length, "minimum", "minima")} of the golden queries missed`,
    details,
    fix: "Run `codemode eval` on the same document: it shows what was missed. Say in summaries and descriptions what people ask for, or correct the query.",
  };
}
