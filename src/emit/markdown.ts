/**
 * Text of a spec as Markdown. Such text is hostile: it must not end the element it stands in, load or link anything,
 * hide characters, or look like a part of the document that it was put into.
 */

/** ASCII punctuation that CommonMark (§2.4) lets a backslash escape and that can start an inline or block construct. */
const SPECIAL = /[\\`*_{}[\]<>()#+!|~&$@:-]/g;
/** Controls and format characters, bidi controls among them; line ends are made spaces before. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Running text on one line; `limit` is in characters, a longer text ends with `…`. */
export function inlineText(value: string, limit: number): string {
  return escapeText(oneLine(value, limit));
}

/** A code span (CommonMark §6.1) that the text cannot end. Not for a table cell, where `|` ends it all the same. */
export function codeSpan(value: string): string {
  const text = oneLine(value, Number.POSITIVE_INFINITY);
  const fence = "`".repeat(longestRun(text) + 1);
  const padding = text === "" || text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** A fenced code block (CommonMark §4.5) that the code cannot end. */
export function codeBlock(language: string, code: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(code) + 1));
  return `${fence}${language}\n${code.trimEnd()}\n${fence}`;
}

/** White space collapsed, invisible characters gone, cut at `limit` characters. */
export function oneLine(value: string, limit: number): string {
  const head = limit === Number.POSITIVE_INFINITY ? value : value.slice(0, limit * 4 + 1_000);
  const line = head.replace(/\s+/g, " ").replace(INVISIBLE, "").trim();
  if (line.length <= limit) return line;
  const characters = Array.from(line);
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}

/** A colon is escaped only where it would make a bare URL a link, a hyphen only at the beginning. */
function escapeText(line: string): string {
  return line.replace(SPECIAL, (character, at: number) => {
    if (character === ":") return line.startsWith("//", at + 1) ? "\\:" : ":";
    if (character === "-" || character === "+" || character === "#") {
      return at === 0 ? `\\${character}` : character;
    }
    if (character === "(" || character === ")") return character;
    return `\\${character}`;
  });
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
}
