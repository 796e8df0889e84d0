import { createOperationTokens } from "../../budget/operation-tokens.js";
import { percentile } from "../../evaluation/statistics.js";
import type { Operation } from "../../runtime/api/api.js";
import { createLookup } from "../../runtime/api/lookup.js";
import type { Pairing } from "../pairing.js";
import type { Version } from "../version.js";
import { type ChangedContent, changedContent } from "./changed-content.js";
import { createReasons, type TokenReason } from "./reasons.js";
import { type SurfaceChange, surfaceChanges } from "./surfaces.js";

/** What an agent pays otherwise than before, in tokens (o200k_base). */
export interface TokenChanges {
  /** Every surface, changed or not. */
  readonly surfaces: readonly SurfaceChange[];
  /** Those whose sum changed, the largest change first. */
  readonly namespaces: readonly NamespaceTokens[];
  /** Those whose answer has another length, the largest change first; `namespaces` are their sums. */
  readonly operations: readonly OperationTokens[];
  /** How many operations can have changed, and how many of them were counted: evenly spread ones where counting all would take too long. */
  readonly changed: number;
  readonly counted: number;
}

export interface NamespaceTokens {
  readonly namespace: string;
  readonly before: number;
  readonly after: number;
}

/** The answer to an operation by its exact name. A new operation took no tokens before, one that is gone takes none now. */
export interface OperationTokens {
  readonly operation: string;
  readonly route: string;
  readonly namespace: string;
  readonly before: number;
  readonly after: number;
  readonly reasons: readonly TokenReason[];
}

/** Operations that are counted; each takes about a millisecond. */
const MOST_COUNTED = 400;
/** Operations that stand for all where percentiles are told. */
const MOST_SAMPLED = 200;

/** Operation of one version or of both. */
interface Couple {
  readonly before?: Operation;
  readonly after?: Operation;
}

/** Counts what changed. Only what can have changed is counted: an operation whose types are the same costs the same. */
export function compareTokens(before: Version, after: Version, pairing: Pairing): TokenChanges {
  const content = changedContent(before.api, after.api);
  const tokens = createTokens(before, after, pairing, content);
  const couples: readonly Couple[] = [
    ...pairing.pairs.filter((pair) => content.differs(pair.before, pair.after)),
    ...pairing.added.map((operation) => ({ after: operation })),
    ...pairing.removed.map((operation) => ({ before: operation })),
  ];
  const reasonsOf = createReasons(content);
  const operations = spread(couples, MOST_COUNTED)
    .map((couple) => measured(couple, tokens, reasonsOf))
    .filter((one) => one.before !== one.after)
    .toSorted(byChange);
  const answers = answerChanges(before, after, tokens);
  return {
    surfaces: [...surfaceChanges(before.budget, after.budget), ...answers],
    namespaces: byNamespace(operations),
    operations,
    changed: couples.length,
    counted: Math.min(couples.length, MOST_COUNTED),
  };
}

interface Tokens {
  readonly before: (operation: Operation) => number;
  readonly after: (operation: Operation) => number;
}

/** An operation whose answer is the same in both versions is counted in the new one alone. */
function createTokens(
  before: Version,
  after: Version,
  { pairs }: Pairing,
  { differs }: ChangedContent,
): Tokens {
  const later = counter(createOperationTokens(createLookup(after.api)));
  const earlier = counter(createOperationTokens(createLookup(before.api)));
  const laterOf = new Map(pairs.map((pair) => [pair.before.id, pair.after]));
  return {
    after: later,
    before(operation) {
      const same = laterOf.get(operation.id);
      return same === undefined || differs(operation, same) ? earlier(operation) : later(same);
    },
  };
}

/** Counts each operation once. */
function counter(count: (operation: Operation) => number): (operation: Operation) => number {
  const known = new Map<string, number>();
  return (operation) => {
    const tokens = known.get(operation.id) ?? count(operation);
    known.set(operation.id, tokens);
    return tokens;
  };
}

function measured(
  { before, after }: Couple,
  tokens: Tokens,
  reasonsOf: ReturnType<typeof createReasons>,
): OperationTokens {
  const shown = after ?? before;
  if (shown === undefined) throw new Error("neither version has the operation");
  const isBoth = before !== undefined && after !== undefined;
  return {
    operation: shown.id,
    route: `${shown.httpMethod} ${shown.path}`,
    namespace: shown.namespace,
    before: before === undefined ? 0 : tokens.before(before),
    after: after === undefined ? 0 : tokens.after(after),
    reasons: isBoth ? reasonsOf(before, after) : [],
  };
}

function byNamespace(operations: readonly OperationTokens[]): readonly NamespaceTokens[] {
  const sums = new Map<string, { namespace: string; before: number; after: number }>();
  for (const { namespace, before, after } of operations) {
    const sum = sums.get(namespace) ?? { namespace, before: 0, after: 0 };
    sums.set(namespace, sum);
    sum.before += before;
    sum.after += after;
  }
  return [...sums.values()].filter((sum) => sum.before !== sum.after).toSorted(byChange);
}

/** The largest change first; of equal ones, as they come. */
function byChange(a: Change, b: Change): number {
  return Math.abs(b.after - b.before) - Math.abs(a.after - a.before);
}

type Change = Pick<OperationTokens, "before" | "after">;

function answerChanges(before: Version, after: Version, tokens: Tokens): readonly SurfaceChange[] {
  const was = spread(before.api.operations, MOST_SAMPLED).map(tokens.before);
  const is = spread(after.api.operations, MOST_SAMPLED).map(tokens.after);
  const most = Math.max(before.api.operations.length, after.api.operations.length);
  const exact = most <= MOST_SAMPLED;
  return (
    [
      ["answerMedian", 0.5],
      ["answerP95", 0.95],
    ] as const
  ).map(([surface, share]) => ({
    surface,
    before: percentile(was, share),
    after: percentile(is, share),
    exact,
  }));
}

/** At most so many items, evenly spread over all, in their order. */
function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return items.filter(
    (_, at) =>
      Math.floor((at * most) / items.length) !== Math.floor(((at - 1) * most) / items.length),
  );
}
