import { ArgumentError } from "./errors.js";

/**
 * Refuses what would change a path instead of filling it: nothing at all, dot segments, a backslash, control characters,
 * and text that is percent-encoded already, since servers and proxies that decode twice would read a separator out of it.
 * A `/` is fine: it is sent as `%2F`. Throws `ArgumentError`.
 */
export function checkPathValue(argument: string, value: unknown): void {
  const texts = textsOf(value);
  if (texts.length === 0) refuse(argument, "is empty");
  for (const text of texts) {
    if (text === "") refuse(argument, "is empty");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    if (/[\\\u0000-\u001f\u007f]/.test(text))
      refuse(argument, "holds a backslash or a control character");
    if (/%(?:2[ef]|5c|00)/i.test(text))
      refuse(argument, "is percent-encoded already; give it plain");
    if (text.split("/").some((segment) => segment === "." || segment === "..")) {
      refuse(argument, "holds a `.` or `..` segment");
    }
  }
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]);
  }
  return value === undefined || value === null ? [] : [String(value)];
}

function refuse(argument: string, problem: string): never {
  throw new ArgumentError(argument, `\`${argument}\` ${problem}: it stands in the path`);
}
