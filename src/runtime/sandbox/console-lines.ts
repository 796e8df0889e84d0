import type { ConsoleLine } from "./executor.js";

/** The `console` output of one run, kept up to a number of characters. */
export interface ConsoleLines {
  readonly lines: readonly ConsoleLine[];
  readonly dropped: number;
  add(line: ConsoleLine): void;
  drop(): void;
}

const LEVELS: readonly ConsoleLine["level"][] = ["log", "info", "warn", "error", "debug"];

/** An empty console that keeps `characters` characters; `written` hears of each line that is kept, as it is kept. */
export function consoleLines(
  characters: number,
  written: (line: ConsoleLine) => void,
): ConsoleLines {
  const lines: ConsoleLine[] = [];
  let left = characters;
  let dropped = 0;
  return {
    lines,
    get dropped() {
      return dropped;
    },
    add(line) {
      if (left <= 0) {
        dropped += 1;
        return;
      }
      // One character more than fits: the ellipsis of a line that was cut.
      const kept = { level: line.level, text: line.text.slice(0, left + 1) };
      left -= kept.text.length + 1;
      lines.push(kept);
      written(kept);
    },
    drop() {
      dropped += 1;
    },
  };
}

/** `value` as a level of `console`; `log` if it is none. */
export function consoleLevel(value: unknown): ConsoleLine["level"] {
  return LEVELS.find((level) => level === value) ?? "log";
}
