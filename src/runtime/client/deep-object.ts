import { ArgumentError } from "./errors.js";
import { isComposite, type Pair, refuseBytes, textOf } from "./value-shape.js";

const DEEPEST = 32;

/** What becomes of `null`: no pair (a parameter), or one with the empty text (a form, where that unsets something). */
export type NullRule = "left-out" | "empty";

/**
 * `color[R]=100`, as deep as the value goes. The specification ends at one level; beyond it this is what Stripe, Rails and PHP read:
 * scalars of a list are `name[]`, objects of a list are `name[0]`. Throws `ArgumentError` for a value without end, and for bytes.
 */
export function deepPairs(name: string, value: unknown, nulls: NullRule = "left-out"): Pair[] {
  const pairs: Pair[] = [];
  collect(pairs, { argument: name, nulls }, name, value, 0);
  return pairs;
}

interface Collection {
  readonly argument: string;
  readonly nulls: NullRule;
}

function collect(
  pairs: Pair[],
  collection: Collection,
  name: string,
  value: unknown,
  depth: number,
): void {
  const { argument, nulls } = collection;
  if (value === undefined) return;
  if (value === null) {
    if (nulls === "empty") pairs.push([name, ""]);
    return;
  }
  if (depth > DEEPEST) throw new ArgumentError(argument, `\`${argument}\` is nested too deeply`);
  if (Array.isArray(value)) {
    const indexed = value.some(isComposite);
    value.forEach((item, at) => {
      collect(pairs, collection, `${name}[${indexed ? at : ""}]`, item, depth + 1);
    });
  } else if (isComposite(value)) {
    refuseBytes(argument, value);
    for (const [key, item] of Object.entries(value)) {
      collect(pairs, collection, `${name}[${key}]`, item, depth + 1);
    }
  } else pairs.push([name, textOf(value)]);
}
