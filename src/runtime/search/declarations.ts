import type { NamedType } from "../api/types.js";
import { declarationText } from "./block.js";
import { countedText, tokensWithin } from "./budget.js";
import type { Materials, PrintedText } from "./materials.js";
import type { MetTerms } from "./print-memory.js";
import { isExhausted, startPrint, type TypeView } from "./type-text.js";
import { BRIEF_VIEWS, DECLARATION_VIEWS, type DeclarationView, type ViewsByRole } from "./views.js";
import { createWantedReader, createWatchedReader, type WantedReader } from "./wanted.js";

/** A type that a reader needs. */
export interface TypeNeed {
  readonly name: string;
  /** Of what is sent, every required property counts. */
  readonly role: "sent" | "received";
  /** How far it is from what was asked: the nearest are declared first. */
  readonly distance: number;
}

/** Declarations that fit, and the names of the types that did not. */
export interface Declarations {
  readonly texts: readonly string[];
  readonly left: readonly string[];
}

/** Share of the budget that brief declarations may take together, and of what is left that one may take. */
const BRIEF_SHARE = 0.75;
const ONE_SHARE = 0.5;
/** What one may take whatever else waits. */
const SURE_TOKENS = 130;
/** Less than this is not worth beginning a declaration for. */
const LEAST_TOKENS = 25;
/** Tokens of the line ends around a declaration. */
const ENDS_TOKENS = 2;
/** Types looked at: more never fit. */
const MAX_TYPES = 60;
/** How much farther a type is than the one that refers to it, and less when the request names it. */
const REFERENCE_DISTANCE = 1.2;
const WANTED_NEARER = 0.5;
const MAX_NEARER = 1.1;

/**
 * Declares the types that are needed and those these refer to, each once, the nearest first: all briefly, so that whatever a reader chooses is
 * told of, then the nearest more fully; what is left of `room` (tokens) goes to notes. What `terms`, those of the request, name comes first
 * where not everything has room.
 */
export function declareTypes(
  materials: Materials,
  needs: readonly TypeNeed[],
  terms: ReadonlySet<string>,
  room: number,
): Declarations {
  const isWanted = createWantedReader(terms, materials.read);
  const writer: Writer = { materials, terms, isWanted };
  const brief = declareBriefly(needs, writer, room * BRIEF_SHARE);
  let remaining = room - tokensOf(brief.declared);
  const fuller = brief.declared.map((one) => {
    if (remaining < LEAST_TOKENS || !isCut(one)) return one;
    const tokens = one.tokens + remaining * ONE_SHARE;
    const wider = declareWithin(one.named, one.need, DECLARATION_VIEWS, writer, tokens);
    if (wider === undefined || wider.tokens <= one.tokens) return one;
    remaining -= wider.tokens - one.tokens;
    return wider;
  });
  const known = new Set(fuller.map(({ named }) => named.name));
  const met = [...brief.left, ...fuller.flatMap((one) => referencesOf(one, isWanted))];
  const waiting = met.filter(({ name }) => !known.has(name));
  const further = declareBriefly(waiting, writer, remaining, known);
  remaining -= tokensOf(further.declared);
  return {
    texts: noted([...fuller, ...further.declared], writer, remaining),
    left: further.left.map(({ name }) => name),
  };
}

interface Writer {
  readonly materials: Materials;
  readonly terms: ReadonlySet<string>;
  readonly isWanted: WantedReader;
}

interface Brief {
  readonly declared: readonly Declared[];
  /** What did not fit. */
  readonly left: readonly TypeNeed[];
}

/** Declares what is needed, and what that refers to, until nothing more fits; `known` is declared already. */
function declareBriefly(
  needs: readonly TypeNeed[],
  writer: Writer,
  tokens: number,
  known: ReadonlySet<string> = new Set(),
): Brief {
  const queue = createQueue(needs, known);
  const declared: Declared[] = [];
  const left: TypeNeed[] = [];
  let remaining = tokens;
  for (let seen = 0; seen < MAX_TYPES; ) {
    const need = queue.next();
    if (need === undefined) break;
    const named = writer.materials.lookup.type(need.name);
    if (named === undefined) continue;
    seen += 1;
    const most = Math.max(remaining * ONE_SHARE, Math.min(remaining, SURE_TOKENS));
    const one =
      remaining < LEAST_TOKENS ? undefined : declareWithin(named, need, BRIEF_VIEWS, writer, most);
    if (one === undefined) {
      left.push(need);
      continue;
    }
    remaining -= one.tokens;
    declared.push(one);
    for (const reference of referencesOf(one, writer.isWanted)) queue.add(reference);
  }
  return { declared, left };
}

/** Whether something may be left out: that is told in a comment. */
function isCut({ text }: Declared): boolean {
  return text.includes("/*");
}

function tokensOf(declared: readonly Declared[]): number {
  return declared.reduce((sum, { tokens }) => sum + tokens, 0);
}

/** What a type refers to is nearer when the request names it by more than the type's own name has. */
function referencesOf({ references, need }: Declared, isWanted: WantedReader): TypeNeed[] {
  const own = new Set(isWanted(need.name));
  return [...references].map((name) => {
    const asked = isWanted(name).filter((term) => !own.has(term)).length;
    const nearer = Math.min(MAX_NEARER, asked * WANTED_NEARER);
    return { name, role: need.role, distance: need.distance + REFERENCE_DISTANCE - nearer };
  });
}

interface Queue {
  next(): TypeNeed | undefined;
  /** What was in it before is not added again; what still waits comes nearer when it can. */
  add(need: TypeNeed): void;
}

/** The nearest go first; of equal distance, those that came first. */
function createQueue(needs: readonly TypeNeed[], known: ReadonlySet<string>): Queue {
  const met = new Set(known);
  const waiting: TypeNeed[] = [];
  const queue: Queue = {
    next: () => waiting.shift(),
    add(need) {
      if (met.has(need.name)) {
        const before = waiting.findIndex(({ name }) => name === need.name);
        const farther = waiting[before];
        if (farther === undefined || farther.distance <= need.distance) return;
        waiting.splice(before, 1);
      }
      met.add(need.name);
      const at = waiting.findIndex((other) => other.distance > need.distance);
      waiting.splice(at < 0 ? waiting.length : at, 0, need);
    },
  };
  for (const need of needs.toSorted((left, right) => left.distance - right.distance))
    queue.add(need);
  return queue;
}

interface Declared {
  readonly named: NamedType;
  readonly need: TypeNeed;
  readonly view: DeclarationView;
  readonly text: string;
  readonly tokens: number;
  readonly references: ReadonlySet<string>;
}

/** The fullest declaration of a type that fits. */
function declareWithin(
  named: NamedType,
  need: TypeNeed,
  views: ViewsByRole,
  writer: Writer,
  most: number,
): Declared | undefined {
  for (const view of views[need.role]) {
    const printed = declare(named, view, writer, most);
    if (printed !== undefined) return { named, need, view, ...printed };
  }
  return undefined;
}

interface Fitting {
  readonly text: string;
  readonly tokens: number;
  readonly references: ReadonlySet<string>;
}

function declare(
  named: NamedType,
  view: TypeView,
  { materials, terms }: Writer,
  most: number,
): Fitting | undefined {
  const { declarations, count, read, typeOf } = materials;
  const printed = declarations.recall({ of: named, view, terms, most }, print);
  const tokens = printed === undefined ? undefined : tokensWithin(printed, most, ENDS_TOKENS);
  if (printed === undefined || tokens === undefined) return undefined;
  return { text: printed.text, tokens, references: printed.references };

  function print(met: MetTerms): PrintedText | undefined {
    const isWanted = createWatchedReader(terms, read, met);
    const started = startPrint(most, { isWanted, typeOf });
    const text = declarationText(named.name, named.type, view, started);
    const { references } = started;
    return isExhausted(started) ? undefined : { ...countedText(text, count), references };
  }
}

/** The same with descriptions, for as many of the first as there is room. */
function noted(declared: readonly Declared[], writer: Writer, tokens: number): readonly string[] {
  let remaining = tokens;
  return declared.map((one) => {
    if (remaining < LEAST_TOKENS) return one.text;
    const longer = declare(one.named, one.view.noted, writer, one.tokens + remaining);
    if (longer === undefined) return one.text;
    remaining -= longer.tokens - one.tokens;
    return longer.text;
  });
}
