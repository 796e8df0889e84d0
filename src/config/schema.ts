import { configFile } from "./file.js";
import { IGNORE_FILE, ignoreFile } from "./ignore-file.js";
import type { JsonSchema } from "./option.js";
import { REVIEW_FILE, reviewFile } from "./review-file.js";

/** The JSON Schema (draft 7, which editors know best) of `codemode.config.json`, as it is published. */
export function configSchema(): string {
  return published("codemode.config.json", configFile.schema);
}

/** As `configSchema`, of `codemode.policy.json`. */
export function reviewSchema(): string {
  return published(REVIEW_FILE, reviewFile.schema);
}

/** As `configSchema`, of `codemode.ignore.json`. */
export function ignoreSchema(): string {
  return published(IGNORE_FILE, ignoreFile.schema);
}

function published(title: string, own: JsonSchema): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    allowComments: true,
    allowTrailingCommas: true,
    ...own,
  };
  return `${withShortLists(JSON.stringify(schema, undefined, 2))}\n`;
}

/** Puts a list of scalars on one line where it fits, as formatters do. */
function withShortLists(json: string): string {
  return json.replace(
    /^( *"[^"]*": )\[\n([^[\]{}]*)\n *\]/gm,
    (list, start: string, items: string) => {
      const line = `${start}[${items.trim().replace(/,\n */g, ", ")}]`;
      return line.length < 100 ? line : list;
    },
  );
}
