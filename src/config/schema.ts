import { configFile } from "./file.js";

/** The JSON Schema (draft 7, which editors know best) of `codemode.config.json`, as it is published. */
export function configSchema(): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "codemode.config.json",
    allowComments: true,
    allowTrailingCommas: true,
    ...configFile.schema,
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
