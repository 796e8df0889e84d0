import type { Figure, Figures } from "../budget/figure.js";
import type { Compilation } from "../compile.js";
import type { Config } from "../config.js";
import type { Checked, Gate } from "./gate.js";
import { counted } from "./table.js";

/**
 * The limits of `budgets` hold. Figures that compilation has are not counted again; the others are when a limit asks for them.
 * @throws {UsageError} when growth is limited and the earlier figure is not to be had.
 */
export async function budgetsGate({
  compilation,
  config,
  earlier,
}: Checked): Promise<Gate | undefined> {
  const { budgets } = config;
  if (Object.keys(budgets).length === 0) return undefined;
  const [{ growthFigures, judgeLimits, limitedFigures }, { earlierFigures }] = await Promise.all([
    import("../budget/limits.js"),
    import("./earlier.js"),
  ]);
  const figures = await figuresOf(compilation, config, limitedFigures(budgets));
  const isGrowthLimited = growthFigures(budgets).length > 0;
  const before =
    isGrowthLimited && earlier !== undefined ? await earlierFigures(earlier, budgets) : undefined;
  const verdicts = judgeLimits(budgets, figures, before);
  const broken = verdicts.filter(({ met }) => !met);
  const passed = broken.length === 0;
  return {
    name: "budgets",
    passed,
    summary: passed
      ? heldText(verdicts.length)
      : `${counted(broken.length, "token budget")} exceeded`,
    details: broken.map(({ message }) => message),
    fix: "Run `codemode budget` on the same document: it shows what is expensive and why. Make that shorter, or raise the limit under `budgets`.",
  };
}

function heldText(count: number): string {
  if (count === 0) return "token budgets: there is no earlier package to count growth from";
  return `${counted(count, "token budget")}: within ${count === 1 ? "its limit" : "their limits"}`;
}

async function figuresOf(
  { api, budget, files }: Compilation,
  config: Config,
  wanted: readonly Figure[],
): Promise<Figures> {
  const { toolsList, instructions, skillListing, skill } = budget;
  const compiled: Figures = { toolsList, instructions, skillListing, skill };
  const missing = wanted.filter((figure) => compiled[figure] === undefined);
  if (missing.length === 0) return compiled;
  const [{ measureFigures }, { queriesOf, referencesAmong }] = await Promise.all([
    import("../budget/measure-surfaces.js"),
    import("./budget-subject.js"),
  ]);
  const textOf = (name: RegExp): string => {
    const content = files.find(({ path }) => name.test(path))?.content;
    if (typeof content !== "string") throw new Error(`the package has no ${name.source}`);
    return content;
  };
  const subject = {
    api,
    index: textOf(/^index\.json$/),
    skill: textOf(/^skills\/[^/]+\/SKILL\.md$/),
    references: referencesAmong(files),
    queries: await queriesOf(api, config),
  };
  return { ...compiled, ...(await measureFigures(subject, missing)) };
}
