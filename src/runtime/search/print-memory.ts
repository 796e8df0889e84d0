/** A print that is remembered. */
interface Sized {
  readonly text: string;
}

/** What a print is made of. */
export interface PrintKey {
  /** An operation or a named type of the API. */
  readonly of: object;
  /** One of the views that there are. */
  readonly view: object;
  /** The terms of the request. */
  readonly terms: ReadonlySet<string>;
  /** Tokens that a print may have to be of use. */
  readonly most: number;
}

/**
 * Prints remembered from one request to the next. A request decides about a print only by what the names have of it that were compared
 * with it: requests that have the same of these terms get the same print.
 */
export interface PrintMemory<T extends Sized> {
  /**
   * The print of before, or that of `make`, which adds to `met` the terms of each name that it compares with the request, and gives nothing
   * when the print has more than `most` tokens.
   */
  recall(key: PrintKey, make: (met: MetTerms) => T | undefined): T | undefined;
}

/** Terms of names, name by name. */
export type MetTerms = (readonly string[])[];

interface Variant<T> {
  readonly met: MetTerms;
  /** Of the request that it was made for. */
  readonly terms: ReadonlySet<string>;
  readonly most: number;
  readonly value: T | undefined;
  /** Made when a second request wants the print: most are wanted once. */
  comparison?: Comparison;
}

interface Comparison {
  readonly met: ReadonlySet<string>;
  /** Those of the request among them. */
  readonly asked: ReadonlySet<string>;
}

/** Prints of one thing in one view: requests differ mostly in what no name has. */
const MAX_VARIANTS = 4;
/** Characters that are remembered, a name that was met counted as `NAME_SIZE` and what surrounds a print as `PRINT_SIZE`. */
const MAX_SIZE = 6_000_000;
const NAME_SIZE = 16;
const PRINT_SIZE = 200;

export function createPrintMemory<T extends Sized>(): PrintMemory<T> {
  const known = new Map<object, Map<object, Variant<T>[]>>();
  let size = 0;
  return {
    recall(key, make) {
      const variants = known.get(key.of)?.get(key.view) ?? [];
      const before = variants.find((variant) => isGood(variant, key));
      if (before !== undefined) return before.value;
      const met: MetTerms = [];
      const value = make(met);
      size += (value?.text.length ?? 0) + met.length * NAME_SIZE + PRINT_SIZE;
      if (size > MAX_SIZE) {
        known.clear();
        size = 0;
      }
      const views = known.get(key.of) ?? new Map<object, Variant<T>[]>();
      known.set(key.of, views);
      const added = { met, terms: key.terms, most: key.most, value };
      views.set(key.view, [added, ...variants.slice(0, MAX_VARIANTS - 1)]);
      return value;
    },
  };
}

function isGood<T>(variant: Variant<T>, key: PrintKey): boolean {
  if (variant.value === undefined && variant.most < key.most) return false;
  if (variant.met.length === 0 || variant.terms === key.terms) return true;
  variant.comparison ??= comparisonOf(variant);
  const { met, asked } = variant.comparison;
  let same = 0;
  for (const term of key.terms) {
    if (!met.has(term)) continue;
    if (!asked.has(term)) return false;
    same += 1;
  }
  return same === asked.size;
}

function comparisonOf<T>({ met: names, terms }: Variant<T>): Comparison {
  const met = new Set(names.flat());
  return { met, asked: new Set([...terms].filter((term) => met.has(term))) };
}
