/** Characters of a line that an excerpt shows. */
const SHOWN = 160;

/** A line of a snippet as a failure shows it: `  4 | const issue = …`. Empty when there is no such line. `line` counts from 1. */
export function sourceLine(code: string, line: number): string {
  const text = code.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
  if (text === undefined) return "";
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return `  ${line} | ${shown}`;
}
