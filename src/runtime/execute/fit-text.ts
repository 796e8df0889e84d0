import { estimateTokens } from "../tokens/estimate.js";

/** The longest beginning of `text` that, with a mark for what was cut, has at most `tokens`. */
export function fitText(text: string, tokens: number): string {
  if (text.length <= tokens * 8 && estimateTokens(text) <= tokens) return text;
  let low = 0;
  let high = Math.min(text.length, tokens * 8);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (estimateTokens(cutAt(text, middle)) <= tokens) low = middle;
    else high = middle - 1;
  }
  return cutAt(text, low);
}

function cutAt(text: string, length: number): string {
  const pair = (text.codePointAt(length - 1) ?? 0) > 0xffff;
  return `${text.slice(0, pair ? length - 1 : length)}…`;
}

/** Text of unknown origin on one line: controls, line ends and format characters such as bidi controls become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
}
