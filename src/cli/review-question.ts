import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Terminal } from "./terminal.js";

/** True when there is a person who can answer: somebody reads what is printed, and types. */
export function canAsk({ out }: Terminal): boolean {
  return out.isTTY === true && process.stdin.isTTY === true;
}

/**
 * Asks until the answer is yes or no; the end of the input is a no. `list` is called when everything is to be shown first.
 */
export function askWhether(
  question: string,
  list: () => void,
  input: Readable = process.stdin,
  output: Writable = process.stderr,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      resolve(answer);
      lines.close();
    };
    const ask = (): void => {
      lines.question(`${question} [y]es, [n]o, [l]ist: `, (answer) => {
        const word = answer.trim().toLowerCase();
        if (word === "y" || word === "yes") return end(true);
        if (word === "n" || word === "no" || word === "") return end(false);
        if (word === "l" || word === "list") list();
        ask();
      });
    };
    lines.once("close", () => resolve(false));
    ask();
  });
}
