import { type ConsoleLevel, host } from "./host.js";
import { format } from "./inspect.js";

let charactersLeft = 0;

/** Opens `console` for so many characters. */
export function openConsole(characters: number): void {
  charactersLeft = characters;
}

/**
 * The guest's `console`. A line that no longer fits whole is cut at its end; all that follow are only counted, and formatting is
 * never more work than what is left can show.
 */
export function createConsole(): object {
  const levels: readonly ConsoleLevel[] = ["log", "info", "warn", "error", "debug"];
  const methods = levels.map((level) => [level, (...values: unknown[]) => write(level, values)]);
  return Object.fromEntries(methods);
}

function write(level: ConsoleLevel, values: readonly unknown[]): void {
  if (charactersLeft <= 0) {
    host.drop();
    return;
  }
  const text = format(values, charactersLeft);
  // A line costs at least one character, so that a flood of empty ones ends too.
  charactersLeft -= text.length + 1;
  host.print(level, text);
}
