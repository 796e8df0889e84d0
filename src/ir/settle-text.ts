/** Longest description and summary, in UTF-16 code units; the rest is cut. */
const LONGEST_TEXT = 16_000;
const LONGEST_LINE = 1_000;

/**
 * A description as a comment can hold it, so that the schema says no less than the IR: lines end with LF and without white space,
 * none is empty at either end, and an absurdly long text is cut. `undefined` when nothing is left.
 */
export function settleText(text: string | undefined): string | undefined {
  return settled(text, LONGEST_TEXT);
}

/** A summary on one line. `undefined` when nothing is left. */
export function settleLine(text: string | undefined): string | undefined {
  return settled(text?.replace(/\s+/g, " "), LONGEST_LINE);
}

function settled(text: string | undefined, longest: number): string | undefined {
  if (text === undefined) return undefined;
  const kept = cut(text.trim(), longest);
  if (!/[\r\n]/.test(kept)) return kept === "" ? undefined : kept;
  const lines = kept
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
  return lines === "" ? undefined : lines;
}

/** Never between the halves of a surrogate pair. A text that was cut is not cut again. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1);
  return `${kept.replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
}
