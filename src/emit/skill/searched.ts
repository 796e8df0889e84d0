import { wordsOf } from "../../ir/words.js";
import type { Operation } from "../../runtime/api/api.js";
import { oneLine } from "../markdown.js";
import { segmentWords } from "./collection.js";
import type { Ground } from "./ground.js";
import { best } from "./snippet.js";

/** Of a longer summary nobody would ask with it. */
const SUMMARY_LENGTH = 60;

/** The operation that searching is explained with: the read that stands best for the API. */
export function searchedOperation({ api, reads, standing }: Ground): Operation | undefined {
  const scored = reads.map((operation) => ({ operation, score: standing(operation) }));
  return best(scored)?.operation ?? api.operations[0];
}

/**
 * What somebody could ask for who wants an operation: its summary, or what its name and path say. Of the words nothing is left that ends a
 * string, a command or a code span.
 */
export function searchWords(operation: Operation | undefined): string {
  if (operation === undefined) return "list everything";
  const { summary = "", name, path } = operation;
  const said = plain(summary);
  const words =
    said === "" || said.length > SUMMARY_LENGTH
      ? [
          ...new Set([...wordsOf(name), ...(wordsOf(name).length > 2 ? [] : segmentWords(path))]),
        ].join(" ")
      : said;
  return words.toLowerCase().replace(/[ .,]+$/, "");
}

/** Letters, digits and what stands inside words: neither Markdown, front matter nor a shell has a meaning for them. */
function plain(text: string): string {
  return oneLine(
    text.slice(0, 1_000).replace(/[^\p{L}\p{N}\p{M} ,.'’-]/gu, " "),
    SUMMARY_LENGTH + 1,
  );
}
