/** Tokens (o200k_base, at most) of a text. */
export type TokenCounter = (text: string) => number;

export interface TokenBudget {
  readonly count: TokenCounter;
  readonly tokens: number;
}

/** What an answer of `search` may cost. */
export const DEFAULT_ANSWER_TOKENS = 1_500;

/** A text with more characters than this for each token it may have is too long without counting. */
const MAX_CHARACTERS_PER_TOKEN = 16;

/** Lines whose counts are remembered. */
const MAX_REMEMBERED = 20_000;

/**
 * A counter that answers at once for a text that cannot be worth `tokens`, and counts each line once: the same arguments and types stand in
 * many answers. The sum over lines is a little more than the whole's, since line ends that stand together share a token.
 */
export function boundedCounter(count: TokenCounter, tokens: number): TokenCounter {
  const most = tokens * MAX_CHARACTERS_PER_TOKEN;
  const known = new Map<string, number>();
  const countLine = (line: string): number => {
    const found = known.get(line);
    if (found !== undefined) return found;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const counted = count(line);
    known.set(line, counted);
    return counted;
  };
  return (text) => {
    if (text.length > most) return text.length;
    let sum = 0;
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf("\n", at);
      const next = end < 0 ? text.length : end + 1;
      sum += countLine(text.slice(at, next));
      at = next;
    }
    return sum;
  };
}

/** Signatures and types have about four characters for each token; with more than this the text is certainly too long. */
const USUAL_CHARACTERS_PER_TOKEN = 7;

/** A text whose tokens are counted once, when they are first asked for. */
export interface CountedText {
  readonly text: string;
  tokens(): number;
}

export function countedText(text: string, count: TokenCounter): CountedText {
  let tokens: number | undefined;
  return {
    text,
    tokens: () => {
      tokens ??= count(text);
      return tokens;
    },
  };
}

/** The tokens of TypeScript that fits into `most` with `beside` others; nothing for one that does not, mostly without counting it. */
export function tokensWithin(
  { text, tokens }: CountedText,
  most: number,
  beside = 0,
): number | undefined {
  if (text.length > (most - beside) * USUAL_CHARACTERS_PER_TOKEN) return undefined;
  const all = tokens() + beside;
  return all <= most ? all : undefined;
}

const CUT = "// … cut here: the rest does not fit.";

/** The sections joined by blank lines; the last ones that do not fit are dropped, and the first is cut if it alone is too long. */
export function fitSections(sections: readonly string[], budget: TokenBudget): string {
  const kept = [...sections];
  for (;;) {
    const text = kept.join("\n\n");
    if (budget.count(text) <= budget.tokens) return text;
    if (kept.length <= 1) return cut(text, budget);
    kept.pop();
  }
}

/** The longest beginning that fits with the mark; whole lines where there are several. */
function cut(text: string, budget: TokenBudget): string {
  const readable = text.slice(0, budget.tokens * MAX_CHARACTERS_PER_TOKEN);
  let end = longest(readable.length, (length) => fits(readable.slice(0, length), budget));
  const line = readable.lastIndexOf("\n", end);
  if (line > end / 2) end = line;
  // Where a text is cut its pieces join differently, so that a shorter one may count more.
  while (end > 0 && !fits(readable.slice(0, end), budget)) end--;
  return withMark(readable.slice(0, end));
}

function fits(head: string, budget: TokenBudget): boolean {
  return budget.count(withMark(head)) <= budget.tokens;
}

function withMark(head: string): string {
  return `${head.replace(/[\ud800-\udbff]$/, "")}\n${CUT}`;
}

/** The greatest number up to `most` for which `holds`, by halving. */
function longest(most: number, holds: (length: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
