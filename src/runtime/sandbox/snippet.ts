/** The script name of a snippet, as stacks give it. */
export const SNIPPET = "snippet.ts";

const PREFIX = "(async function () {";

/** `code` as a function to call, with every line where its author wrote it. */
export function wrap(code: string): string {
  return `${PREFIX}${code}\n})`;
}

/** Line of the snippet, from 1, that `stack` names first. */
export function lineIn(stack: string): number | undefined {
  const [, line, column] = /snippet\.ts:(\d+):(\d+)/.exec(stack) ?? [];
  // A place inside the prefix stands for the whole function: the engine knows no better one.
  if (line === undefined || (line === "1" && Number(column) <= PREFIX.length)) return undefined;
  return Number(line);
}
