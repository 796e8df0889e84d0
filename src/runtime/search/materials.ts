import type { ApiLookup } from "../api/lookup.js";
import type { Type } from "../api/types.js";
import type { CountedText, TokenCounter } from "./budget.js";
import { createEntryLines, type EntryLines } from "./entry-lines.js";
import { createPrintMemory, type PrintMemory } from "./print-memory.js";
import { createNameReader, type NameReader } from "./wanted.js";

/** TypeScript with the names of the types that it refers to. */
export interface PrintedText extends CountedText {
  readonly references: ReadonlySet<string>;
}

/** A signature. */
export interface PrintedSignature extends CountedText {
  /** Names of the types in its arguments, and in its result. */
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
}

/** What the answers about one API are made of, remembered from one to the next. */
export interface Materials {
  readonly lookup: ApiLookup;
  readonly count: TokenCounter;
  readonly read: NameReader;
  readonly typeOf: (name: string) => Type | undefined;
  readonly lines: EntryLines;
  readonly signatures: PrintMemory<PrintedSignature>;
  readonly declarations: PrintMemory<PrintedText>;
}

export function createMaterials(lookup: ApiLookup, count: TokenCounter): Materials {
  const read = createNameReader();
  return {
    lookup,
    count,
    read,
    typeOf: (name) => lookup.type(name)?.type,
    lines: createEntryLines(lookup, count, read),
    signatures: createPrintMemory(),
    declarations: createPrintMemory(),
  };
}
