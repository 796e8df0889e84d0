import type { Node } from "jsonc-parser";
import type { Ignored } from "../diff/ignore.js";
import { group, type JsonSchema, list, type Option, text } from "./option.js";
import { isoDate, notEmpty } from "./rules.js";
import { parseSettings } from "./settings-file.js";

/** What the file is called beside a document. */
export const IGNORE_FILE = "codemode.ignore.json";

const fields = group("A change that is accepted.", {
  change: text(
    "The fingerprint of the change, as `codemode diff` prints it: `parameter-removed GET /books args.sort`.",
    notEmpty,
  ),
  until: text(
    "The last day on which it is accepted, as YYYY-MM-DD. From the next day on the change counts again. Default: for ever.",
    isoDate,
  ),
  reason: text("Why it is accepted: who reads this file later wants to know.", notEmpty),
});

/** Every key of `codemode.ignore.json`. The published JSON Schema is made of this. */
export const ignoreFile = list("Changes that `codemode diff` lets pass.", required(fields));

/** Reads the text of an ignore file. @throws {ConfigurationError} with every mistake in it. */
export function parseIgnoreFile(file: string, content: string): readonly Ignored[] {
  return parseSettings(file, content, (root, report) => ignoreFile.read(root, report)) ?? [];
}

/** The group with `change` and `reason` in it. */
function required(option: typeof fields): Option<Ignored> {
  const schema: JsonSchema = { ...option.schema, required: ["change", "reason"] };
  return {
    schema,
    read(node, report) {
      const found = option.read(node, report);
      if (found === undefined) return undefined;
      const { change, until, reason } = found;
      if (change !== undefined && reason !== undefined) {
        return { change, reason, ...(until !== undefined && { until }) };
      }
      for (const key of ["change", "reason"]) {
        if (hasKey(node, key)) continue;
        report("config-value", node, { value: "the entry", reason: `needs a \`${key}\`` });
      }
      return undefined;
    },
  };
}

function hasKey({ children = [] }: Node, key: string): boolean {
  return children.some((member) => member.children?.[0]?.value === key);
}
