import type { Operation } from "../api/api.js";
import { countedText, tokensWithin } from "./budget.js";
import type { Line } from "./entry-lines.js";
import type { Hit } from "./hit.js";
import type { Materials, PrintedSignature } from "./materials.js";
import type { MetTerms } from "./print-memory.js";
import { resultPaths } from "./result-paths.js";
import { callText, resultText, type SignatureView, type SummaryNote } from "./signature.js";
import type { SupplierCount } from "./supplier-text.js";
import { isExhausted, startPrint } from "./type-text.js";
import { createWantedReader, createWatchedReader, without } from "./wanted.js";

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
  readonly lines: readonly Line[];
  readonly tokens: number;
}

/** Tokens of a signature at most: no page has room for a longer one. */
const MAX_SIGNATURE = 1_400;
/** Tokens of the ends of lines around a signature. */
const ENTRY_ENDS = 3;

export interface EntryWriter {
  notes(hit: Hit, notes: EntryNotes, told: Told): Above;
  /** A whole entry within `most` tokens; nothing when the view takes more. */
  entry(above: Above, operation: Operation, view: SignatureView, most: number): Entry | undefined;
}

/** Writes the entries of one page. `terms` are those of the request, `isShown` tells whether an operation is on the page, by id. */
export function createEntryWriter(
  { lookup, lines, signatures, count, read, typeOf }: Materials,
  terms: ReadonlySet<string>,
  isShown: (operation: string) => boolean,
): EntryWriter {
  const { name } = lookup.api;
  const places = new Map<Operation, string>();
  return {
    notes(hit, notes, told) {
      const { operation } = hit;
      const pages = lines.pages(operation);
      const isFirst = pages !== "" && !told.pages;
      told.pages ||= isFirst;
      const note = lines.note(operation, notes.summary);
      return aboveOf(
        [
          pages === "" || isFirst ? note : `${note} · paginate`,
          isFirst ? pages : "",
          suppliersLine(lines.suppliers(operation, notes.suppliers, isShown), told),
          placesLine(hit, notes.places, told),
          lines.twins(hit.twins, notes.twins),
        ].flatMap((text) => (text === "" ? [] : [lines.comment(text)])),
      );
    },
    entry(above, operation, view, most) {
      const signature = signatures.recall(
        { of: operation, view, terms, most: MAX_SIGNATURE },
        (met) => printSignature(operation, view, met),
      );
      const own = signature === undefined ? undefined : tokensWithin(signature, MAX_SIGNATURE);
      if (signature === undefined || own === undefined) return undefined;
      const tokens = own + above.tokens + ENTRY_ENDS;
      if (tokens > most) return undefined;
      const { text, sent, received } = signature;
      const entry = [...above.lines.map(({ last }) => last.text), text].join("\n");
      return { text: entry, tokens, sent, received };
    },
  };

  function printSignature(
    operation: Operation,
    view: SignatureView,
    met: MetTerms,
  ): PrintedSignature | undefined {
    const asked = createWatchedReader(without(terms, operation.id, read), read, met);
    const sent = startPrint(MAX_SIGNATURE, { isWanted: asked, typeOf });
    const call = callText(name, operation, view, sent);
    const isWanted = createWatchedReader(terms, read, met);
    const received = startPrint(sent.left, { isWanted, typeOf });
    const text = `${call}: ${resultText(operation, view, received)}`;
    if (isExhausted(sent) || isExhausted(received)) return undefined;
    return { ...countedText(text, count), sent: sent.references, received: received.references };
  }

  /** `in the result: .items[].spec?.containers[].image`, of the first hits. */
  function placesLine({ operation, supplies }: Hit, most: number, told: Told): string {
    if (told.places >= most || terms.size === 0 || supplies !== undefined) return "";
    told.places += 1;
    const text = places.get(operation) ?? placesText(operation);
    places.set(operation, text);
    return text;
  }

  function placesText({ id, result }: Operation): string {
    const asked = without(terms, id, read);
    if (result.type === undefined || asked.size === 0) return "";
    const found = resultPaths(result.type, {
      isWanted: createWantedReader(asked, read),
      typeOf,
      read,
    });
    return found.length === 0 ? "" : `in the result: ${found.join(", ")}`;
  }
}

/** Only the last line is counted without its end. */
function aboveOf(lines: readonly Line[]): Above {
  let tokens = 0;
  for (const [at, { last, ended }] of lines.entries())
    tokens += at === lines.length - 1 ? last.tokens() : ended.tokens();
  return { lines, tokens };
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
