import type { Place } from "./diagnostic.js";

/** Most characters of a line that an excerpt shows. */
const EXCERPT_CHARACTERS = 60;

/** Finds lines and columns of one text. Building it reads the text once. */
export interface Lines {
  /** The place of a character, by its offset in UTF-16 code units. */
  place(offset: number): Place;
}

/** A line ends at LF, CR or CR LF, as in YAML 1.2 §5.4 and in editors. */
export function createLines(text: string): Lines {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return {
    place(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}

/** A few characters of the line at `offset`, from there on; `end of file` when there is nothing left. */
export function excerpt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + 4 * EXCERPT_CHARACTERS).trimStart();
  if (rest === "") return offset >= text.trimEnd().length ? "end of file" : "white space";
  const line = rest.slice(0, EXCERPT_CHARACTERS).split(/[\r\n]/, 1)[0] ?? "";
  return line.length < EXCERPT_CHARACTERS ? line : `${line}…`;
}
