import { createLookup } from "../runtime/api/lookup.js";
import { createSearch } from "../runtime/search/answer.js";
import { decodeIndex } from "../runtime/search/format.js";
import { EXIT, type ExitCode } from "./exit.js";
import { open } from "./open.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** `codemode search`: the answer of the tool, as an agent gets it. */
export async function searchCommand(
  target: string,
  words: readonly string[],
  options: SpecOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { api, index } = await open(target, options);
  const search = createSearch(createLookup(api), decodeIndex(await index()));
  terminal.out.write(`${search.answer({ query: words.join(" ") })}\n`);
  return EXIT.ok;
}
