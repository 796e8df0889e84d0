import type { ApiLookup } from "../api/lookup.js";
import type { NamedType } from "../api/types.js";
import { declarationText } from "./block.js";
import type { TokenBudget } from "./budget.js";
import { isExhausted, startPrint } from "./type-text.js";
import { DECLARATION_VIEWS } from "./views.js";

/** Declarations that fit, and the names of the types that did not. */
export interface Declarations {
  readonly texts: readonly string[];
  readonly left: readonly string[];
}

/** Share of what is left that one declaration may take while others wait. */
const ONE_SHARE = 0.6;
/** Less than this is not worth beginning a declaration for. */
const LEAST_TOKENS = 25;
/** Types looked at: more never fit. */
const MAX_TYPES = 60;

/**
 * Declares `names` in order, then the types these refer to, each once, each as fully as fits into its share of `budget`.
 */
export function declareTypes(
  lookup: ApiLookup,
  names: Iterable<string>,
  budget: TokenBudget,
): Declarations {
  const queue = new Set(names);
  const texts: string[] = [];
  const left: string[] = [];
  let remaining = budget.tokens;
  let seen = 0;
  // A set grows while it is walked: the types that a declaration refers to queue up behind the others.
  for (const name of queue) {
    const type = lookup.type(name);
    if (type === undefined) continue;
    if (++seen > MAX_TYPES) break;
    const waiting = queue.size > seen;
    const share = waiting ? remaining * ONE_SHARE : remaining;
    const declaration =
      remaining < LEAST_TOKENS ? undefined : declareWithin(type, { ...budget, tokens: share });
    if (declaration === undefined) {
      left.push(name);
      continue;
    }
    remaining -= declaration.tokens;
    texts.push(declaration.text);
    for (const reference of declaration.references) queue.add(reference);
  }
  return { texts, left };
}

interface Declaration {
  readonly text: string;
  readonly tokens: number;
  readonly references: ReadonlySet<string>;
}

/** The fullest declaration of a type that fits. */
function declareWithin(type: NamedType, budget: TokenBudget): Declaration | undefined {
  for (const view of DECLARATION_VIEWS) {
    const print = startPrint(budget.tokens);
    const text = declarationText(type.name, type.type, view, print);
    if (isExhausted(print)) continue;
    const tokens = budget.count(text) + 2;
    if (tokens <= budget.tokens) return { text, tokens, references: print.references };
  }
  return undefined;
}
