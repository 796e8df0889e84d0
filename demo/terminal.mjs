const COLOUR = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;

/** @param {number} code @returns {(text: string) => string} */
const style = (code) => (text) => (COLOUR ? `\u001B[${code}m${text}\u001B[0m` : text);

export const bold = style(1);
export const dim = style(2);
export const cyan = style(36);

/** A numbered step: what is about to happen, and why anybody would want it. @param {number} number @param {string} title @param {string} [why] */
export function step(number, title, why) {
  print(`\n${bold(cyan(` ${number} `))} ${bold(title)}`);
  if (why !== undefined) print(dim(indent(why)));
  print("");
}

/** @param {string} text */
export function print(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
export function indent(text) {
  return text.replace(/^(?=.)/gm, "    ");
}

/** A block with line numbers. @param {string} code */
export function numbered(code) {
  return code
    .split("\n")
    .map((line, at) => `    ${dim(String(at + 1).padStart(2))}  ${line}`)
    .join("\n");
}

/** The first lines of a longer text. @param {string} text @param {number} count */
export function head(text, count) {
  const lines = text.split("\n");
  const more = lines.length - count;
  return more > 1 ? `${lines.slice(0, count).join("\n")}\n… ${more} more lines` : text;
}
