import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { type TokenCounter, tokensWithin } from "./budget.js";
import type { Hit } from "./hit.js";
import { oneLine } from "./plain-text.js";
import { resultPaths } from "./result-paths.js";
import {
  callText,
  operationNote,
  paginateNote,
  resultText,
  type SignatureView,
  type SummaryNote,
} from "./signature.js";
import { neededText, type SupplierCount, supplierTexts } from "./supplier-text.js";
import { isExhausted, startPrint } from "./type-text.js";
import { createWantedReader, type NameReader, without } from "./wanted.js";

/** An operation as an answer shows it: what it does, where its ids come from, how it is called. */
export interface Entry {
  readonly text: string;
  readonly tokens: number;
  /** Names of the types in its arguments, and in its result. */
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
}

/** How much an entry says beside its signature. */
export interface EntryNotes {
  readonly summary: SummaryNote;
  readonly suppliers: SupplierCount;
  /** Of how many operations it is told where in their results things are that the request names. */
  readonly places: number;
  /** How many operations that do the same are named. */
  readonly twins: number;
}

/** What the entries before have told, so that it is not told again. */
export interface Told {
  readonly suppliers: Set<string>;
  /** Whether one has said how pages are read; the others only say that they have them. */
  pages: boolean;
  /** Operations whose results were looked into. */
  places: number;
}

/** The lines above a signature. */
export interface Above {
  readonly text: string;
  readonly tokens: number;
}

const MAX_TWINS_LINE = 240;
/** Tokens of a signature at most: no page has room for a longer one. */
const MAX_SIGNATURE = 1_400;
/** Tokens of the ends of lines around a signature. */
const ENTRY_ENDS = 3;

export interface EntryWriter {
  notes(hit: Hit, notes: EntryNotes, told: Told): Above;
  /** A whole entry within `most` tokens; nothing when the view takes more. */
  entry(above: Above, operation: Operation, view: SignatureView, most: number): Entry | undefined;
}

/** `the same in: repos.listForUser({ username })`: how to call what does the same in another place. */
function twinsLine({ twins }: Hit, most: number): string {
  if (twins.length === 0 || most === 0) return "";
  const named = twins.slice(0, most).map((twin) => `${twin.id}(${neededText(twin)})`);
  const more = twins.length > named.length ? ` and ${twins.length - named.length} more` : "";
  return oneLine(`the same in: ${named.join(", ")}${more}`, MAX_TWINS_LINE);
}

/** What a page is written with. */
export interface PageReading {
  readonly lookup: ApiLookup;
  readonly count: TokenCounter;
  readonly read: NameReader;
  /** The terms of the request. */
  readonly terms: ReadonlySet<string>;
  /** Whether an operation is on the page, by id. */
  readonly isShown: (operation: string) => boolean;
}

export function createEntryWriter(reading: PageReading): EntryWriter {
  const { lookup, count, read, terms, isShown } = reading;
  const { name } = lookup.api;
  const types = { get: lookup.type };
  const typeOf = (type: string) => lookup.type(type)?.type;
  const isWanted = createWantedReader(terms, read);
  const counted = new Map<string, number>();
  const placesOf = remembered(placesText);
  const pagesOf = remembered((operation) => paginateNote(name, operation, types));
  const suppliersOf = {
    1: remembered((operation) => supplierTexts(operation, 1, lookup, isShown)),
    2: remembered((operation) => supplierTexts(operation, 2, lookup, isShown)),
  };
  const signatures = new Map<SignatureView, (operation: Operation) => Signature | undefined>();
  return {
    notes(hit, notes, told) {
      const { operation } = hit;
      const pages = pagesOf(operation);
      const isFirst = pages !== "" && !told.pages;
      told.pages ||= isFirst;
      const lines = [
        `${operationNote(operation, notes.summary, read)}${pages === "" || isFirst ? "" : " · paginate"}`,
        isFirst ? pages : "",
        suppliersLine(suppliersOf[notes.suppliers](operation), told),
        placesLine(hit, notes.places, told),
        twinsLine(hit, notes.twins),
      ];
      const text = lines.flatMap((line) => (line === "" ? [] : [`// ${line}`])).join("\n");
      const tokens = counted.get(text) ?? count(text);
      counted.set(text, tokens);
      return { text, tokens };
    },
    entry(above, operation, view, most) {
      const signatureOf = signatures.get(view) ?? remembered((one) => signatureText(one, view));
      signatures.set(view, signatureOf);
      const signature = signatureOf(operation);
      if (signature === undefined) return undefined;
      const tokens = signature.tokens() + above.tokens + ENTRY_ENDS;
      if (tokens > most) return undefined;
      const { sent, received } = signature;
      return { text: `${above.text}\n${signature.text}`, tokens, sent, received };
    },
  };

  function signatureText(operation: Operation, view: SignatureView): Signature | undefined {
    const asked = createWantedReader(without(terms, operation.id, read), read);
    const sent = startPrint(MAX_SIGNATURE, { isWanted: asked, typeOf });
    const call = callText(name, operation, view, sent);
    const received = startPrint(sent.left, { isWanted, typeOf });
    const text = `${call}: ${resultText(operation, view, received)}`;
    if (isExhausted(sent) || isExhausted(received)) return undefined;
    let tokens: number | undefined;
    return {
      text,
      tokens: () => {
        tokens ??= tokensWithin(text, { count, tokens: MAX_SIGNATURE }) ?? Number.POSITIVE_INFINITY;
        return tokens;
      },
      sent: sent.references,
      received: received.references,
    };
  }

  /** `in the result: .items[].spec?.containers[].image`, of the first hits. */
  function placesLine({ operation, supplies }: Hit, most: number, told: Told): string {
    if (told.places >= most || terms.size === 0 || supplies !== undefined) return "";
    told.places += 1;
    return placesOf(operation);
  }

  function placesText({ id, result }: Operation): string {
    if (result.type === undefined) return "";
    const asked = createWantedReader(without(terms, id, read), read);
    const places = resultPaths(result.type, { isWanted: asked, typeOf, read });
    return places.length === 0 ? "" : `in the result: ${places.join(", ")}`;
  }
}

/** One line for all groups of arguments; what was told before is only referred to. */
function suppliersLine(all: readonly string[], told: Told): string {
  const known: string[] = [];
  const texts = all.flatMap((text) => {
    if (!told.suppliers.has(text)) {
      told.suppliers.add(text);
      return [text];
    }
    known.push(text.slice(0, text.indexOf(" ← ")));
    return [];
  });
  if (known.length > 0) texts.push(`${known.join(", ")} ← as above`);
  return texts.join("; ");
}

interface Signature {
  readonly text: string;
  /** Counted when it is first asked for. */
  tokens(): number;
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
}

/** A page is tried with more and with less beside its signatures: what an operation adds to it is made once. */
function remembered<T>(make: (operation: Operation) => T): (operation: Operation) => T {
  const known = new Map<Operation, { readonly value: T }>();
  return (operation) => {
    const before = known.get(operation);
    if (before !== undefined) return before.value;
    const value = make(operation);
    known.set(operation, { value });
    return value;
  };
}
