import type { Operation } from "../api/api.js";
import { createTwinChooser } from "./asked-twins.js";
import { fitSections, type TokenBudget } from "./budget.js";
import { declareTypes, type TypeNeed } from "./declarations.js";
import {
  type Above,
  createEntryWriter,
  type Entry,
  type EntryNotes,
  type EntryWriter,
  type Told,
} from "./entry.js";
import type { Hit } from "./hit.js";
import type { Materials } from "./materials.js";
import { SIGNATURE_VIEWS } from "./views.js";
import { termsWanted } from "./wanted.js";

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Tokens kept for the first and last line. */
const FRAME_TOKENS = 110;
/** Shares of what the shortest signatures leave: what the first may take of it, alone, as a clear first, as the first of equals, and each further one. */
const ONLY_SHARE = 0.6;
const CLEAR_SHARE = 0.35;
const EQUAL_SHARE = 0.2;
const FURTHER_SHARE = 0.08;
/** How much better than the second the first must be to be clear. */
const CLEAR_LEAD = 1.3;
const MAX_NAMED_TYPES = 8;
/**
 * What is said above the signatures, from everything to what has room where operations have long names; and the share of the room that a page
 * said so may take.
 */
type PageNotes = EntryNotes & { readonly share: number };
const NOTES: readonly Omit<PageNotes, "twins">[] = [
  { summary: "always", suppliers: 2, places: 3, share: 0.45 },
  { summary: "telling", suppliers: 2, places: 3, share: 0.6 },
  { summary: "telling", suppliers: 1, places: 3, share: 0.7 },
  { summary: "never", suppliers: 1, places: 1, share: 0.82 },
];
/** Operations that do the same as one of a page and are shown or named with it. */
const MAX_TWINS = 3;
/** What a caller cannot do without, then less. */
const LEAST_VIEWS = SIGNATURE_VIEWS.slice(-2);

/**
 * Operations as signatures, then the types they use. First comes that all of the page can be called; what is left of the budget goes to the
 * arguments, results and types of the first, or of several when none is clearly the best. `hits` are all matches, best first; `page` says which
 * of them are wanted; `request` are the words of the request, whose names come first where not everything has room.
 */
export function operationsAnswer(
  materials: Materials,
  hits: readonly Hit[],
  page: Page,
  request: string,
  budget: TokenBudget,
): string {
  const matching = hits.slice(page.offset, page.offset + page.limit);
  const matchingIds = new Set(matching.map(({ operation }) => operation.id));
  const choose = createTwinChooser(request, materials.read, (id) => matchingIds.has(id));
  const wanted = matching.map(choose);
  const ids = new Set(wanted.map(({ operation }) => operation.id));
  const terms = termsWanted(request);
  const writer = createEntryWriter(materials, terms, (id) => ids.has(id));
  const room = budget.tokens - FRAME_TOKENS;
  const lead = page.offset > 0 ? "equal" : leadOf(hits);
  const ofPage = new Set(wanted);
  const shown = widened(shortest(wanted, writer, room), writer, room, lead);
  const used = tokensOf(shown);
  const needs = typeNeeds(shown, lead);
  const { texts, left } = declareTypes(materials, needs, terms, room - used);
  const header = headerText(
    hits.length,
    page.offset,
    shown.filter(({ hit }) => ofPage.has(hit)).length,
  );
  const sections = [header, ...shown.map(({ entry }) => entry.text), ...texts];
  return fitSections(left.length === 0 ? sections : [...sections, leftText(left)], budget);
}

/** How the first match stands to the others. */
type Lead = "only" | "clear" | "equal";

function leadOf(hits: readonly Hit[]): Lead {
  const [first, second] = hits.filter((hit) => hit.supplies === undefined);
  if (first === undefined || second === undefined) return "only";
  return first.score >= second.score * CLEAR_LEAD ? "clear" : "equal";
}

interface Shown {
  readonly hit: Hit;
  readonly above: Above;
  readonly entry: Entry;
}

/**
 * All of a page as short as can be called, with as much said about them as lets all of them fit; else as many as fit. Operations that do the
 * same as another are shown behind it as well, or only named where there is no room.
 */
function shortest(hits: readonly Hit[], writer: EntryWriter, room: number): readonly Shown[] {
  let best: readonly Shown[] = [];
  const own = new Set(hits.map(({ operation }) => operation.id));
  const unfolded = hits.flatMap((hit) => {
    const twins = hit.twins.filter(({ id }) => !own.has(id));
    return [hit, ...twins.slice(0, MAX_TWINS).map(twinHit)];
  });
  for (const [at, notes] of NOTES.entries()) {
    const rows = unfolded.length > hits.length && at < NOTES.length - 1 ? [unfolded, hits] : [hits];
    for (const row of rows) {
      const shown = shortestWith(
        row,
        { ...notes, twins: row === hits ? MAX_TWINS : 0 },
        writer,
        room,
      );
      if (shown.length === row.length) return shown;
      if (row === hits && shown.length > best.length) best = shown;
    }
  }
  return best;
}

function twinHit(operation: Operation): Hit {
  return { operation, score: 0, twins: [] };
}

function shortestWith(
  hits: readonly Hit[],
  notes: PageNotes,
  writer: EntryWriter,
  room: number,
): readonly Shown[] {
  const told: Told = { suppliers: new Set(), pages: false, places: 0 };
  const shown: Shown[] = [];
  let left = room * notes.share;
  for (const [at, hit] of hits.entries()) {
    const above = writer.notes(hit, at === 0 ? { ...notes, summary: "always" } : notes, told);
    const entry = firstEntry(writer, above, hit.operation, LEAST_VIEWS, left);
    if (entry === undefined) break;
    left -= entry.tokens;
    shown.push({ hit, above, entry });
  }
  return shown;
}

/** The same with the arguments and results that there is room for, the first one's before the others'. */
function widened(
  shown: readonly Shown[],
  writer: EntryWriter,
  room: number,
  lead: Lead,
): readonly Shown[] {
  const free = room - tokensOf(shown);
  return shown.map((one, at) => {
    const { hit, above, entry } = one;
    if (hit.supplies !== undefined) return one;
    const share = at === 0 ? FIRST_SHARES[lead] : FURTHER_SHARE;
    const most = entry.tokens + free * share;
    const wider = firstEntry(writer, above, hit.operation, SIGNATURE_VIEWS, most);
    return wider === undefined ? one : { ...one, entry: wider };
  });
}

const FIRST_SHARES: { readonly [L in Lead]: number } = {
  only: ONLY_SHARE,
  clear: CLEAR_SHARE,
  equal: EQUAL_SHARE,
};

function firstEntry(
  writer: EntryWriter,
  above: Above,
  operation: Operation,
  views: readonly (typeof SIGNATURE_VIEWS)[number][],
  most: number,
): Entry | undefined {
  for (const view of views) {
    const entry = writer.entry(above, operation, view, most);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function tokensOf(shown: readonly Shown[]): number {
  return shown.reduce((sum, { entry }) => sum + entry.tokens, 0);
}

/** How far behind the first a clear first leaves each other one. */
const CLEAR_DISTANCE = 3;
/** A supplier's result is told where the values are: its types come last. */
const SUPPLIER_DISTANCE = 8;
/** What is received waits behind what is sent. */
const RESULT_DISTANCE = 0.5;

function typeNeeds(shown: readonly Shown[], lead: Lead): readonly TypeNeed[] {
  return shown.flatMap(({ hit, entry }, at) => {
    const behind = hit.supplies === undefined ? 0 : SUPPLIER_DISTANCE;
    const distance = at * (lead === "clear" ? CLEAR_DISTANCE : 1) + behind;
    return [
      ...[...entry.sent].map((name): TypeNeed => ({ name, role: "sent", distance })),
      ...[...entry.received].map(
        (name): TypeNeed => ({ name, role: "received", distance: distance + RESULT_DISTANCE }),
      ),
    ];
  });
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
