import type { Figure, Figures } from "../budget/figure.js";
import { growthFigures, limitedFigures } from "../budget/limits.js";
import type { Queries } from "../budget/subject.js";
import type { Config } from "../config.js";
import type { Finding } from "../diff/finding.js";
import { budgetFindings } from "../diff/tokens/budgets.js";
import type { Version } from "../diff/version.js";
import { buildIndex } from "../emit/index/index.js";
import { packageFacts } from "../emit/package/package-facts.js";
import { emitSkill } from "../emit/skill/skill.js";
import { readTemplate, readVersion } from "../output/assets.js";
import { encodeIndex } from "../runtime/search/format.js";

/**
 * Holds the new version to the budgets of its configuration. What a version was measured with already is not counted again; the other
 * figures are, where a limit asks for them.
 * @throws {UnusableInput} for golden queries that cannot be read.
 */
export async function brokenBudgets(
  before: Version,
  after: Version,
  config: Config,
): Promise<readonly Finding[]> {
  const { budgets } = config;
  const limited = limitedFigures(budgets);
  if (limited.length === 0) return [];
  const { queriesOf } = await import("./budget-subject.js");
  const queries = await queriesOf(after.api, config);
  const figures = await figuresOf(after, config, queries, limited);
  const earlier = await figuresOf(before, config, queries, growthFigures(budgets));
  return budgetFindings(budgets, earlier, figures);
}

async function figuresOf(
  { api, budget }: Version,
  config: Config,
  queries: Queries,
  wanted: readonly Figure[],
): Promise<Figures> {
  const { toolsList, instructions, skillListing, skill } = budget;
  const counted: Figures = { toolsList, instructions, skillListing, skill };
  const missing = wanted.filter((figure) => counted[figure] === undefined);
  if (missing.length === 0) return counted;
  const [{ measureFigures }, { referencesAmong }] = await Promise.all([
    import("../budget/measure-surfaces.js"),
    import("./budget-subject.js"),
  ]);
  const made = emitSkill(
    { api, package: packageFacts(api, config, readVersion()) },
    readTemplate("SKILL.md"),
  );
  const subject = {
    api,
    index: encodeIndex(buildIndex(api)),
    skill: made.document,
    references: referencesAmong(made.files),
    queries,
  };
  return { ...counted, ...(await measureFigures(subject, missing)) };
}
