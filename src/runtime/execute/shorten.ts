import type { JsonValue } from "../api/types.js";
import type { TokenBudget } from "../search/budget.js";
import { estimateTokens } from "../tokens/estimate.js";
import { type BoundedWriter, type Bounds, createBoundedWriter } from "./bounded-json.js";

/** Bounds on all but the outermost items. The step is taken when `enough` of those can be shown, or all there are. */
interface Step extends Omit<Bounds, "items"> {
  readonly enough: number;
}

const ALL = Number.POSITIVE_INFINITY;

/** More levels are no data that anybody reads, and would be a stack that nobody has. */
const WHOLE = {
  characters: ALL,
  innerItems: ALL,
  members: ALL,
  levels: 50,
  names: 200,
  keys: ALL,
} as const;

/**
 * Gentlest first. Long texts go first, since their beginnings tell most of them; then whole items, of which one tells what the others are like;
 * only when not even one fits whole goes what is inside of it, then depth, then width.
 */
const STEPS: readonly Step[] = [
  { ...WHOLE, enough: 4 },
  { ...WHOLE, characters: 1_000, keys: 200, enough: 3 },
  { ...WHOLE, characters: 300, keys: 200, enough: 2 },
  { characters: 120, innerItems: 20, members: 150, levels: 50, names: 200, keys: 200, enough: 2 },
  { ...WHOLE, characters: 300, keys: 200, enough: 1 },
  { characters: 120, innerItems: 20, members: 150, levels: 50, names: 200, keys: 200, enough: 1 },
  { characters: 60, innerItems: 5, members: 80, levels: 8, names: 120, keys: 100, enough: 1 },
  { characters: 60, innerItems: 3, members: 60, levels: 5, names: 80, keys: 100, enough: 1 },
  { characters: 60, innerItems: 2, members: 40, levels: 3, names: 80, keys: 100, enough: 1 },
  { characters: 40, innerItems: 1, members: 20, levels: 2, names: 60, keys: 60, enough: 1 },
  { characters: 20, innerItems: 0, members: 8, levels: 1, names: 40, keys: 40, enough: 1 },
  { characters: 0, innerItems: 0, members: 2, levels: 1, names: 40, keys: 40, enough: 0 },
  { characters: 0, innerItems: 0, members: 0, levels: 0, names: 0, keys: 0, enough: 0 },
];

/** A JSON text has fewer characters a token than this, but for long runs of one character. */
const MOST_CHARACTERS_A_TOKEN = 8;

/** The least that the marks for a whole value may take; a budget below is taken for this. */
const LEAST_TOKENS = 16;

/**
 * `value` as JSON text of at most `tokens` (16 at least), by leaving out: an array ends in `"… 4,812 more"`, a string in `… (+350 characters)`,
 * an object in `"…": "14 more: created_at, …"`; what lies too deep is `"[… 20]"` or `"{… 14: id, …}"`. Always valid JSON, and nothing is
 * left out without its count.
 */
export function shorten(
  value: JsonValue,
  tokens: number,
  countTokens: (text: string) => number = estimateTokens,
): string {
  const budget = { tokens: Math.max(tokens, LEAST_TOKENS), count: countTokens };
  const write = createBoundedWriter(value);
  for (const step of STEPS) {
    const found = mostItems(write, step, budget);
    if (found !== undefined) return longerTexts(write, found, budget).json;
  }
  throw new Error("the marks for a whole value do not fit");
}

/** What was written, and within which bounds. */
interface Written {
  readonly json: string;
  readonly bounds: Bounds;
}

/** The text with the most items that fits; `undefined` when that is not enough of them. */
function mostItems(write: BoundedWriter, step: Step, budget: TokenBudget): Written | undefined {
  const whole = written(write, { ...step, items: ALL }, budget);
  if (whole !== undefined) return whole;
  let fitting = written(write, { ...step, items: step.enough }, budget);
  let low = step.enough + 1;
  let high = fitting === undefined ? 0 : budget.tokens;
  while (low <= high) {
    const items = Math.floor((low + high) / 2);
    const tried = written(write, { ...step, items }, budget);
    if (tried === undefined) high = items - 1;
    else {
      fitting = tried;
      low = items + 1;
    }
  }
  return fitting;
}

/** The same items with texts of nearly as many characters as there is room for. */
function longerTexts(write: BoundedWriter, found: Written, budget: TokenBudget): Written {
  let fitting = found;
  let most = mostCharacters(budget);
  for (;;) {
    const { characters } = fitting.bounds;
    if (most - characters <= Math.max(characters, 16) / 16) return fitting;
    const tried = written(
      write,
      { ...found.bounds, characters: Math.ceil((characters + most) / 2) },
      budget,
    );
    if (tried === undefined) most = Math.ceil((characters + most) / 2) - 1;
    else fitting = tried;
  }
}

function written(write: BoundedWriter, bounds: Bounds, budget: TokenBudget): Written | undefined {
  const json = write(bounds, mostCharacters(budget));
  return json !== undefined && budget.count(json) <= budget.tokens ? { json, bounds } : undefined;
}

function mostCharacters({ tokens }: TokenBudget): number {
  return tokens * MOST_CHARACTERS_A_TOKEN;
}
