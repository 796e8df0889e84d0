import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { fitSections, type TokenBudget } from "./budget.js";
import { declareTypes } from "./declarations.js";
import type { Hit } from "./rank.js";
import { operationNote, type SignatureView, signatureText } from "./signature.js";
import { isExhausted, startPrint } from "./type-text.js";
import { SIGNATURE_VIEWS } from "./views.js";

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Tokens kept for the first and last line. */
const FRAME_TOKENS = 110;
/** Shares of the rest: what the first signature may take, alone, as a clear first, as the first of equals. */
const ONLY_SHARE = 0.6;
const CLEAR_SHARE = 0.3;
const EQUAL_SHARE = 0.18;
/** What each further signature may take, and all signatures together once there are enough of them. */
const FURTHER_SHARE = 0.1;
const SIGNATURES_SHARE = 0.6;
const ENOUGH_SIGNATURES = 5;
/** How much better than the second the first must be to be clear. */
const CLEAR_LEAD = 1.3;
const MAX_NAMED_TYPES = 8;
/** Without notes: what the arguments of similar operations mean is said at the first. */
const FURTHER_VIEWS = SIGNATURE_VIEWS.slice(1);

/**
 * Operations as signatures, then the types they use. A clear first hit is shown in full; among equals each gets a part.
 * `hits` are all matches, best first; `page` says which of them are wanted.
 */
export function operationsAnswer(
  lookup: ApiLookup,
  hits: readonly Hit[],
  page: Page,
  budget: TokenBudget,
): string {
  const wanted = hits.slice(page.offset, page.offset + page.limit);
  const room = budget.tokens - FRAME_TOKENS;
  const shown = printSignatures(lookup.api.name, wanted, { ...budget, tokens: room });
  const used = shown.reduce((sum, { tokens }) => sum + tokens, 0);
  const names = shown.flatMap(({ references }) => [...references]);
  const { texts, left } = declareTypes(lookup, names, { ...budget, tokens: room - used });
  const header = headerText(hits.length, page.offset, shown.length);
  const sections = [header, ...shown.map(({ text }) => text), ...texts];
  return fitSections(left.length === 0 ? sections : [...sections, leftText(left)], budget);
}

interface Signature {
  readonly text: string;
  readonly tokens: number;
  readonly references: ReadonlySet<string>;
}

function printSignatures(
  apiName: string,
  hits: readonly Hit[],
  budget: TokenBudget,
): readonly Signature[] {
  const signatures: Signature[] = [];
  let used = 0;
  for (const [at, { operation }] of hits.entries()) {
    const share = at === 0 ? firstShare(hits) : FURTHER_SHARE;
    const views = at === 0 ? SIGNATURE_VIEWS : FURTHER_VIEWS;
    const most = { ...budget, tokens: budget.tokens * share };
    const signature = signatureWithin(apiName, operation, views, most);
    const isFull = used + signature.tokens > budget.tokens * SIGNATURES_SHARE;
    if (isFull && signatures.length >= ENOUGH_SIGNATURES) break;
    used += signature.tokens;
    signatures.push(signature);
  }
  return signatures;
}

function firstShare(hits: readonly Hit[]): number {
  const [first, second] = hits;
  if (first === undefined || second === undefined) return ONLY_SHARE;
  return first.score >= second.score * CLEAR_LEAD ? CLEAR_SHARE : EQUAL_SHARE;
}

/** The fullest signature that fits, or the shortest there is. */
function signatureWithin(
  apiName: string,
  operation: Operation,
  views: readonly SignatureView[],
  budget: TokenBudget,
): Signature {
  const note = `// ${operationNote(operation)}`;
  let shortest: Signature = { text: note, tokens: budget.count(note), references: new Set() };
  for (const view of views) {
    const print = startPrint(budget.tokens);
    const text = `${note}\n${signatureText(apiName, operation, view, print)}`;
    if (isExhausted(print)) continue;
    shortest = { text, tokens: budget.count(text) + 2, references: print.references };
    if (shortest.tokens <= budget.tokens) break;
  }
  return shortest;
}

function headerText(total: number, offset: number, shown: number): string {
  const matches = `${total} operation${total === 1 ? " matches" : "s match"}`;
  if (shown === 0) return `// ${matches}; there is none from offset ${offset} on.`;
  if (shown === total) return `// ${matches}.`;
  const range = `// ${matches}; here ${offset + 1}–${offset + shown}.`;
  return offset + shown < total
    ? `${range} Next: the same query, offset: ${offset + shown}.`
    : range;
}

function leftText(names: readonly string[]): string {
  const listed = names.slice(0, MAX_NAMED_TYPES).map((name) => `type:${name}`);
  const more = names.length > listed.length ? ` and ${names.length - listed.length} more` : "";
  return `// Not shown; search for: ${listed.join(", ")}${more}`;
}
