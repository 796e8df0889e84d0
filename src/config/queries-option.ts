import type { Node } from "jsonc-parser";
import type { QueriesSetting } from "../config.js";
import type { Metric, Minima } from "../evaluation/metric.js";
import { group, type Option, text } from "./option.js";
import { notEmpty } from "./rules.js";

/** What a file of golden queries must reach when nothing else is said. */
const DEFAULT_MIN: Minima = { "recall@10": 0.9 };

const minima: Readonly<Record<Metric, Option<number>>> = {
  "recall@1": share("Share of the wanted operations at the first place of the ranking."),
  "recall@5": share("Share of the wanted operations among the first 5 places of the ranking."),
  "recall@10": share("Share of the wanted operations among the first 10 places of the ranking."),
  answer: share("Share of the wanted operations that the default answer shows with their types."),
  mrr: share("Mean of 1 / place of the first wanted operation."),
};

const path = text("The path of a JSON Lines file, relative to this file.", notEmpty);

const detailed = group("A file and its minima.", {
  file: path,
  min: group("The least that each may be. Default: 0.9 for `recall@10`.", minima),
});

/** Golden queries: a path, `{ file, min }`, or a list of these. */
export function queries(): Option<readonly QueriesSetting[]> {
  const file = { ...detailed.schema, required: ["file"] };
  return {
    schema: {
      description:
        "Golden queries: files of `{ query, gold }`, one a line, which `codemode eval` measures the search with and `compile --check` holds it to.",
      anyOf: [path.schema, file, { type: "array", items: { anyOf: [path.schema, file] } }],
    },
    read(node, report) {
      const items = node.type === "array" ? (node.children ?? []) : [node];
      return items.flatMap((item) => readFile(item) ?? []);

      function readFile(item: Node): QueriesSetting | undefined {
        if (item.type === "string") {
          const named = path.read(item, report);
          return named === undefined ? undefined : { file: named, min: DEFAULT_MIN };
        }
        if (item.type !== "object") {
          const expected = "a path, an object with `file`, or a list of these";
          report("config-type", item, { expected, found: item.type });
          return undefined;
        }
        const found = detailed.read(item, report);
        if (found?.file !== undefined) return { file: found.file, min: found.min ?? DEFAULT_MIN };
        const isMissing = !(item.children ?? []).some(
          ({ children }) => children?.[0]?.value === "file",
        );
        if (isMissing) report("config-value", item, { value: "queries", reason: "needs a `file`" });
        return undefined;
      }
    },
  };
}

/** A number from 0 to 1. */
function share(description: string): Option<number> {
  return {
    schema: { type: "number", description, minimum: 0, maximum: 1 },
    read(node, report) {
      const value: unknown = node.value;
      if (typeof value === "number" && value >= 0 && value <= 1) return value;
      report("config-value", node, {
        value: JSON.stringify(value) ?? node.type,
        reason: "is not a number from 0 to 1",
      });
      return undefined;
    },
  };
}
