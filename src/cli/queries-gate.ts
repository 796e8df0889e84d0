import type { Checked, Gate } from "./gate.js";
import { counted } from "./table.js";

/** Golden queries reach their minima. The measuring is loaded when there are any. @throws {UnusableInput} */
export async function queriesGate({ compilation, config }: Checked): Promise<Gate | undefined> {
  const { queries } = config;
  if (queries.length === 0) return undefined;
  const index = compilation.files.find(({ path }) => path === "index.json")?.content;
  if (typeof index !== "string") throw new Error("the package has no index.json");
  const [{ measureQueries }, { unmet }] = await Promise.all([
    import("./golden.js"),
    import("./eval-report.js"),
  ]);
  const measured = await measureQueries(compilation.api, index, queries);
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
