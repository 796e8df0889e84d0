/** The script name of a snippet, as stacks give it. */
export const SNIPPET = "snippet.ts";

const EXPORT = "export default ";
const FUNCTION = "(async function () {";
/** The same length in a script as in a module, so that places mean the same. */
const PREFIX_LENGTH = EXPORT.length + FUNCTION.length;

/** `code` as a script whose value is a function to call, with every line where its author wrote it. */
export function wrap(code: string): string {
  return `${" ".repeat(EXPORT.length)}${FUNCTION}${code}\n})`;
}

/** The same as a module that exports the function. */
export function wrapModule(code: string): string {
  return `${EXPORT}${FUNCTION}${code}\n})`;
}

/** Line of the snippet, from 1, that `stack` names first. */
export function lineIn(stack: string): number | undefined {
  for (const [, line, column] of stack.matchAll(/snippet\.ts:(\d+):(\d+)/g)) {
    // A place inside the prefix stands for the whole function: the engine knows no better one for what nobody wrote.
    if (line !== "1" || Number(column) > PREFIX_LENGTH) return Number(line);
  }
  return undefined;
}
