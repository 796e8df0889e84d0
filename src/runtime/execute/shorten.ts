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

/** What the marks for a whole value take at most. */
export const LEAST_SHORTENED_TOKENS = 64;

/**
 * `value` as JSON text of at most `tokens` (64 at least), by leaving out: an array ends in `"… 4,812 more"`, a string in `… (+350 characters)`,
 * an object in `"…": "14 more: created_at, …"`; what lies too deep is `"[… 20]"` or `"{… 14: id, …}"`. Always valid JSON, and nothing is
 * left out without its count.
 */
export function shorten(
  value: JsonValue,
  tokens: number,
  countTokens: (text: string) => number = estimateTokens,
): string {
  const budget = { tokens: Math.max(tokens, LEAST_SHORTENED_TOKENS), count: countTokens };
  const write = createBoundedWriter(value);
  let best: Written | undefined;
  for (const step of STEPS) {
    const found = mostItems(write, step, budget);
    if (found === undefined) continue;
    const filled = filledUp(write, found, budget);
    if (best === undefined || filled.tokens > best.tokens) best = filled;
    // Where it leaves much of the budget unused, the next item is huge: then all items are better shown in part.
    if (best.bounds.items === ALL || best.tokens * 2 >= budget.tokens) break;
  }
  if (best === undefined) throw new Error("the marks for a whole value do not fit");
  return best.json;
}

/** What was written, and within which bounds. */
interface Written {
  readonly json: string;
  readonly tokens: number;
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

/** The same with what else there is room for: what lies deeper, more inside of items, more items, longer texts. */
function filledUp(write: BoundedWriter, found: Written, budget: TokenBudget): Written {
  if (found.bounds.characters === ALL) return found;
  let filled = grown(write, found, "levels", WHOLE.levels, budget);
  filled = grown(write, filled, "innerItems", budget.tokens, budget);
  filled = grown(write, filled, "items", budget.tokens, budget);
  return grown(write, filled, "characters", mostCharacters(budget), budget);
}

/** With nearly the greatest bound, `most` at most, that fits. */
function grown(
  write: BoundedWriter,
  found: Written,
  name: keyof Bounds,
  most: number,
  budget: TokenBudget,
): Written {
  let fitting = found;
  let high = most;
  for (let step = 1; ; step *= 2) {
    const low = fitting.bounds[name];
    if (high - low <= low / 16) return fitting;
    const bound = Math.min(low + step, Math.ceil((low + high) / 2));
    const tried = written(write, { ...found.bounds, [name]: bound }, budget);
    if (tried === undefined) high = bound - 1;
    else fitting = tried;
  }
}

function written(write: BoundedWriter, bounds: Bounds, budget: TokenBudget): Written | undefined {
  const json = write(bounds, mostCharacters(budget));
  if (json === undefined) return undefined;
  const tokens = budget.count(json);
  return tokens <= budget.tokens ? { json, tokens, bounds } : undefined;
}

function mostCharacters({ tokens }: TokenBudget): number {
  return tokens * MOST_CHARACTERS_A_TOKEN;
}
