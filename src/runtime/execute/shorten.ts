import type { JsonValue } from "../api/types.js";
import type { TokenBudget } from "../search/budget.js";
import { estimateTokens } from "../tokens/estimate.js";
import { type Bounds, writeBounded } from "./bounded-json.js";

/** Bounds on all but the elements of arrays. The step is taken when arrays can show `enough` elements, or all they have. */
interface Step extends Omit<Bounds, "elements"> {
  readonly enough: number;
}

/** Gentlest first: long texts go first, then depth, then width. */
const STEPS: readonly Step[] = [
  { characters: 4_000, members: 1_000, levels: 50, enough: 8 },
  { characters: 1_000, members: 1_000, levels: 50, enough: 8 },
  { characters: 300, members: 200, levels: 50, enough: 5 },
  { characters: 120, members: 100, levels: 8, enough: 3 },
  { characters: 60, members: 60, levels: 5, enough: 2 },
  { characters: 60, members: 40, levels: 3, enough: 1 },
  { characters: 40, members: 20, levels: 2, enough: 1 },
  { characters: 20, members: 8, levels: 1, enough: 1 },
  { characters: 0, members: 2, levels: 1, enough: 0 },
  { characters: 0, members: 0, levels: 0, enough: 0 },
];

/** A JSON text has fewer characters a token than this, but for long runs of one character. */
const MOST_CHARACTERS_A_TOKEN = 8;

/**
 * `value` as JSON text of at most `tokens`, by leaving out: an array ends in `"… 4,812 more"`, a string in `… (+350 characters)`,
 * an object in `"…": "14 more"`; what lies too deep is `"[… 20]"` or `"{… 14}"`. Always valid JSON.
 */
export function shorten(
  value: JsonValue,
  tokens: number,
  countTokens: (text: string) => number = estimateTokens,
): string {
  const budget = { tokens, count: countTokens };
  for (const step of STEPS) {
    const found = mostElements(value, step, budget);
    if (found !== undefined) return found;
  }
  return '"…"';
}

/** The text with the most elements that fits; `undefined` when that is not enough of them. */
function mostElements(value: JsonValue, step: Step, budget: TokenBudget): string | undefined {
  const whole = written(value, { ...step, elements: Number.POSITIVE_INFINITY }, budget);
  if (whole !== undefined) return whole;
  let fitting: string | undefined;
  let low = step.enough;
  let high = budget.tokens;
  while (low <= high) {
    const elements = low === step.enough ? low : Math.floor((low + high) / 2);
    const json = written(value, { ...step, elements }, budget);
    if (json === undefined) high = elements - 1;
    else {
      fitting = json;
      low = elements + 1;
    }
  }
  return fitting;
}

function written(value: JsonValue, bounds: Bounds, budget: TokenBudget): string | undefined {
  const json = writeBounded(value, bounds, budget.tokens * MOST_CHARACTERS_A_TOKEN);
  return json !== undefined && budget.count(json) <= budget.tokens ? json : undefined;
}
