/** One of the process's output streams, as far as printing cares. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where a command prints. Results go to `out`, everything about getting them to `err`. */
export interface Terminal {
  readonly out: OutputStream;
  readonly err: OutputStream;
  /** For text on `out` and on `err`; both give text back unchanged where there is no colour. */
  readonly outStyle: Style;
  readonly errStyle: Style;
}

export type Style = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

/** SGR parameters (ECMA-48 §8.3.117): on, off. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** The terminal of a process. Colour needs a terminal and no `NO_COLOR` (no-color.org); `FORCE_COLOR` overrides the first. */
export function createTerminal(
  out: OutputStream,
  err: OutputStream,
  env: { readonly [name: string]: string | undefined },
): Terminal {
  const style = (stream: OutputStream): Style => {
    if (env["NO_COLOR"] || env["TERM"] === "dumb") return PLAIN;
    return stream.isTTY || (env["FORCE_COLOR"] ?? "0") !== "0" ? COLOURED : PLAIN;
  };
  return { out, err, outStyle: style(out), errStyle: style(err) };
}

const COLOURED = styleOf(([on, off], text) => `\u001b[${on}m${text}\u001b[${off}m`);
export const PLAIN: Style = styleOf((_, text) => text);

function styleOf(apply: (code: readonly [number, number], text: string) => string): Style {
  return {
    bold: (text) => apply(CODES.bold, text),
    dim: (text) => apply(CODES.dim, text),
    red: (text) => apply(CODES.red, text),
    green: (text) => apply(CODES.green, text),
    yellow: (text) => apply(CODES.yellow, text),
    cyan: (text) => apply(CODES.cyan, text),
  };
}
