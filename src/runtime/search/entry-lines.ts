import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { type CountedText, countedText, type TokenCounter } from "./budget.js";
import { oneLine } from "./plain-text.js";
import { operationNote, paginateNote, resultText, type SummaryNote } from "./signature.js";
import { neededText, type SupplierCount, supplierTexts } from "./supplier-text.js";
import { startPrint } from "./type-text.js";
import { TWIN_VIEW } from "./views.js";
import { type NameReader, nothingWanted } from "./wanted.js";

/** A line of a comment: as the last of a text, and with its end. */
export interface Line {
  readonly last: CountedText;
  readonly ended: CountedText;
}

/** What is said of an operation above its signature. Whatever does not depend on the request is made once for all requests. */
export interface EntryLines {
  note(operation: Operation, summary: SummaryNote): string;
  /** How its pages are read; empty when it has none. */
  pages(operation: Operation): string;
  /** See `supplierTexts`. */
  suppliers(
    operation: Operation,
    most: SupplierCount,
    isShown: (id: string) => boolean,
  ): readonly string[];
  /** `the same in: repos.listForUser({ username }): Repository[]`: how to call what does the same; empty when it is none. */
  twins(twins: readonly Operation[], most: number): string;
  /** `// text` */
  comment(text: string): Line;
}

/** Operations and lines that are remembered. */
const MAX_OPERATIONS = 4_000;
const MAX_LINES = 10_000;
const MAX_TWINS_LINE = 300;
const MAX_TWIN_RESULT = 60;

interface Made {
  readonly notes: Map<SummaryNote, string>;
  readonly suppliers: Map<string, readonly string[]>;
  pages?: string;
  twin?: string;
  suppliedBy?: readonly string[];
}

export function createEntryLines(
  lookup: ApiLookup,
  count: TokenCounter,
  read: NameReader,
): EntryLines {
  const { name } = lookup.api;
  const types = { get: lookup.type };
  const known = new Map<Operation, Made>();
  const comments = new Map<string, Line>();

  function madeOf(operation: Operation): Made {
    const before = known.get(operation);
    if (before !== undefined) return before;
    if (known.size >= MAX_OPERATIONS) known.clear();
    const made: Made = { notes: new Map(), suppliers: new Map() };
    known.set(operation, made);
    return made;
  }

  function twinText(operation: Operation): string {
    const made = madeOf(operation);
    made.twin ??= `${operation.id}(${neededText(operation)})${resultOf(operation)}`;
    return made.twin;
  }

  /** `: Repository[]`; empty for a result that is more than a name. */
  function resultOf(operation: Operation): string {
    const print = startPrint(MAX_TWIN_RESULT, {
      isWanted: nothingWanted,
      typeOf: (type) => lookup.type(type)?.type,
    });
    const text = resultText(operation, TWIN_VIEW, print);
    const result = text.slice("Promise<".length, -">".length);
    return text.length > MAX_TWIN_RESULT || text.includes("/*") ? "" : `: ${result}`;
  }

  return {
    note(operation, summary) {
      const { notes } = madeOf(operation);
      const text = notes.get(summary) ?? operationNote(operation, summary, read);
      notes.set(summary, text);
      return text;
    },
    pages(operation) {
      const made = madeOf(operation);
      made.pages ??= paginateNote(name, operation, types);
      return made.pages;
    },
    suppliers(operation, most, isShown) {
      const made = madeOf(operation);
      made.suppliedBy ??= suppliersOf(operation);
      const key = `${most} ${made.suppliedBy.filter(isShown).join(" ")}`;
      const texts = made.suppliers.get(key) ?? supplierTexts(operation, most, lookup, isShown);
      made.suppliers.set(key, texts);
      return texts;
    },
    twins(twins, most) {
      const named: string[] = [];
      let length = 0;
      for (const text of twins.slice(0, most).map(twinText)) {
        length += text.length;
        if (length > MAX_TWINS_LINE && named.length > 0) break;
        named.push(text);
      }
      if (named.length === 0) return "";
      const more = twins.length > named.length ? ` and ${twins.length - named.length} more` : "";
      return oneLine(`the same in: ${named.join(", ")}${more}`, MAX_TWINS_LINE * 2);
    },
    comment(text) {
      const before = comments.get(text);
      if (before !== undefined) return before;
      if (comments.size >= MAX_LINES) comments.clear();
      const written = `// ${text}`;
      const line = { last: countedText(written, count), ended: countedText(`${written}\n`, count) };
      comments.set(text, line);
      return line;
    },
  };
}

/** The ids of all operations that supply an argument, each once. */
function suppliersOf({ suppliers = {} }: Operation): readonly string[] {
  return [
    ...new Set(
      Object.values(suppliers)
        .flat()
        .map(({ operation }) => operation),
    ),
  ];
}
