import type { SecurityRequirement } from "../runtime/api/api.js";

/** What one choice of credentials needs so that all of the operations can be called. */
export interface LeastScopes {
  /** The schemes whose credentials are needed, all of them; in the order of the document's alternatives. */
  readonly schemes: readonly string[];
  /** Scheme → its scopes, sorted; only schemes that need any. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  /** False when there were too many combinations to look at all of them: there may be fewer scopes then. */
  readonly isLeast: boolean;
}

/** Alternatives of one operation. */
type Requirement = readonly SecurityRequirement[];

/** Beyond these, all combinations take too long: choices of schemes grow as 2ⁿ, choices of alternatives as a product. */
const MOST_SCHEMES = 10;
const MOST_STEPS = 20_000;

/**
 * For each set of schemes that is enough for all operations, and has none to spare: the fewest scopes. Fewest schemes first.
 * Operations that need nothing, or may go without, take no part. Choosing among alternatives is set cover:
 * exact as long as that is quick, greedy beyond.
 */
export function leastScopes(operations: readonly Requirement[]): readonly LeastScopes[] {
  const asking = distinct(
    operations.filter(
      (alternatives) => alternatives.length > 0 && alternatives.every((one) => one.length > 0),
    ),
  );
  if (asking.length === 0) return [];
  return schemeSets(asking).map((schemes) => {
    const chosen = fewestScopes(
      asking.map((alternatives) => alternatives.filter((one) => isWithin(one, schemes))),
    );
    return { schemes, ...chosen };
  });
}

/** Sets of schemes that satisfy every operation and of which no part does. */
function schemeSets(operations: readonly Requirement[]): readonly (readonly string[])[] {
  const all = [...new Set(operations.flat(2).map(({ scheme }) => scheme))];
  const suffices = (schemes: readonly string[]) =>
    operations.every((alternatives) => alternatives.some((one) => isWithin(one, schemes)));
  if (all.length > MOST_SCHEMES) return [smallerSet(all, suffices)];
  const found: (readonly string[])[] = [];
  const subsets = Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.filter((_scheme, at) => (bits >> at) & 1),
  ).sort((a, b) => a.length - b.length);
  for (const schemes of subsets) {
    const hasSpare = found.some((smaller) => smaller.every((scheme) => schemes.includes(scheme)));
    if (!hasSpare && suffices(schemes)) found.push(schemes);
  }
  return found;
}

/** Leaves out every scheme that the others make up for. */
function smallerSet(
  all: readonly string[],
  suffices: (schemes: readonly string[]) => boolean,
): readonly string[] {
  let kept = all;
  for (const scheme of all) {
    const without = kept.filter((other) => other !== scheme);
    if (suffices(without)) kept = without;
  }
  return kept;
}

function isWithin(requirement: SecurityRequirement, schemes: readonly string[]): boolean {
  return requirement.every(({ scheme }) => schemes.includes(scheme));
}

type Chosen = Omit<LeastScopes, "schemes">;

function fewestScopes(operations: readonly Requirement[]): Chosen {
  const choices = operations
    .map((alternatives) => withoutWorse(alternatives.map(scopeKeys)))
    .sort((a, b) => a.length - b.length);
  const greedy = greedyChoice(choices);
  let best = greedy;
  let steps = 0;
  const search = (at: number, held: ReadonlySet<string>): void => {
    steps += 1;
    if (held.size >= best.size || steps > MOST_STEPS) return;
    const open = choices.findIndex(
      (alternatives, index) => index >= at && !alternatives.some((one) => covers(held, one)),
    );
    const alternatives = choices[open];
    if (alternatives === undefined) {
      best = held;
      return;
    }
    for (const one of alternatives) search(open + 1, new Set([...held, ...one]));
  };
  search(0, new Set());
  return { scopes: byScheme(best), isLeast: steps <= MOST_STEPS };
}

/** Each operation in turn takes what adds the fewest. */
function greedyChoice(choices: readonly (readonly ReadonlySet<string>[])[]): ReadonlySet<string> {
  const held = new Set<string>();
  for (const alternatives of choices) {
    const added = alternatives.map((one) => [...one].filter((key) => !held.has(key)));
    const fewest = added.reduce((least, one) => (one.length < least.length ? one : least));
    for (const key of fewest) held.add(key);
  }
  return held;
}

/** Scheme and scope as one text: neither holds a line break (OAS 3.1 §4.8.7.1, RFC 6749 §3.3). */
function scopeKeys(requirement: SecurityRequirement): ReadonlySet<string> {
  return new Set(
    requirement.flatMap(({ scheme, scopes }) => scopes.map((scope) => `${scheme}\n${scope}`)),
  );
}

/** An alternative that asks for all that another asks for, and more, is never the better one. */
function withoutWorse(alternatives: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  return alternatives.filter(
    (one, at) =>
      !alternatives.some(
        (other, index) =>
          index !== at && covers(one, other) && (other.size < one.size || index < at),
      ),
  );
}

function covers(held: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].every((key) => held.has(key));
}

function byScheme(keys: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const scopes = new Map<string, string[]>();
  for (const key of [...keys].sort()) {
    const [scheme = "", scope = ""] = key.split("\n");
    scopes.set(scheme, [...(scopes.get(scheme) ?? []), scope]);
  }
  return scopes;
}

function distinct(operations: readonly Requirement[]): readonly Requirement[] {
  return [...new Map(operations.map((one) => [JSON.stringify(one), one])).values()];
}
