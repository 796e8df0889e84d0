import type { TokenVocabulary } from "../tokens/vocabulary.js";
import { decodeVocabulary, encodeVocabulary } from "../tokens/vocabulary.js";
import { decodePostings, encodePostings, type PostingList } from "./postings.js";

/** Raised with every change to what `index.json` holds or to how terms are made; a reader takes its own version only. */
const FORMAT_VERSION = 3;

/**
 * What an operation is called (`naming`: name, summary, path, group), and what else is known of it (`detail`: description,
 * arguments, result, phrases). Kept apart because a term's rarity differs: every second operation mentions an issue, few are about issues.
 */
export type IndexPart = "naming" | "detail";

/** The search index: for every term the operations that have it, each with how strongly it stands for them. */
export interface SearchIndex {
  /** The length of `Api.operations` it was made from; postings count in it. */
  readonly operations: number;
  /** Words, and phrases as `phraseOf` writes them; sorted by code units. */
  readonly terms: readonly string[];
  /** The operations that have `terms[at]` in a part. */
  postings(at: number, part: IndexPart): PostingList;
  /** Groups of operations that do the same in different places, as positions in `Api.operations`; none is in two groups. */
  readonly twins: readonly (readonly number[])[];
  /** Exact token counts for words of this API. */
  readonly vocabulary: TokenVocabulary;
}

/** What `index.json` holds. Groups of twins have spaces between them and commas inside. Lists are joined with spaces, which neither terms nor posting lists contain. */
interface IndexFile {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly operations: number;
  readonly terms: string;
  readonly naming: string;
  readonly detail: string;
  readonly twins: string;
  readonly vocabulary: readonly string[];
}

/** Thrown by `decodeIndex`; the message is a sentence for the person who started the server. */
export class IndexFormatError extends Error {
  override readonly name = "IndexFormatError";
}

/** The index as the text of `index.json`: compact JSON, the same bytes for the same index. */
export function encodeIndex(index: SearchIndex): string {
  const file: IndexFile = {
    formatVersion: FORMAT_VERSION,
    operations: index.operations,
    terms: index.terms.join(" "),
    naming: joinPostings(index, "naming"),
    detail: joinPostings(index, "detail"),
    twins: index.twins.map((group) => group.join()).join(" "),
    vocabulary: encodeVocabulary(index.vocabulary),
  };
  return `${JSON.stringify(file)}\n`;
}

/**
 * Reads `index.json`. Posting lists stay text until a query asks for one, which is then remembered, so this takes a few milliseconds.
 * Throws `IndexFormatError` if the text is not an index of this version.
 */
export function decodeIndex(text: string): SearchIndex {
  const file = readFile(text);
  const terms = file.terms.split(" ");
  const lists = { naming: file.naming.split(" "), detail: file.detail.split(" ") };
  if (terms.length !== lists.naming.length || terms.length !== lists.detail.length)
    throw new IndexFormatError(
      "The search index is damaged: it has not as many posting lists as terms. Compile again.",
    );
  const read = { naming: new Map<number, PostingList>(), detail: new Map<number, PostingList>() };
  return {
    operations: file.operations,
    terms,
    postings(at, part) {
      const known = read[part].get(at);
      if (known !== undefined) return known;
      const list = readPostings(lists[part][at] ?? "", file.operations);
      read[part].set(at, list);
      return list;
    },
    twins: readTwins(file.twins, file.operations),
    vocabulary: decodeVocabulary(file.vocabulary),
  };
}

function joinPostings(index: SearchIndex, part: IndexPart): string {
  return index.terms.map((_, at) => encodePostings(index.postings(at, part))).join(" ");
}

function readPostings(list: string, operations: number): PostingList {
  try {
    return decodePostings(list, operations);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new IndexFormatError(`The search index is damaged: ${error.message}. Compile again.`);
  }
}

function readTwins(text: string, operations: number): readonly (readonly number[])[] {
  if (text === "") return [];
  return text.split(" ").map((group) => {
    const members = group.split(",").map(Number);
    if (members.some((at) => !Number.isSafeInteger(at) || at < 0 || at >= operations))
      throw new IndexFormatError(
        "The search index is damaged: twins name no operation. Compile again.",
      );
    return members;
  });
}

function readFile(text: string): IndexFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new IndexFormatError("The search index is not JSON. Compile again.");
  }
  if (typeof value !== "object" || value === null || !("formatVersion" in value))
    throw new IndexFormatError(
      "The search index has no formatVersion: is this file an index.json?",
    );
  if (value.formatVersion !== FORMAT_VERSION)
    throw new IndexFormatError(
      `The search index has format ${JSON.stringify(value.formatVersion)}, this program reads ${FORMAT_VERSION}. Compile again with the same version.`,
    );
  if (!isIndexFile(value))
    throw new IndexFormatError("The search index is damaged: a part is missing. Compile again.");
  return value;
}

function isIndexFile(value: object): value is IndexFile {
  return (
    "operations" in value &&
    Number.isSafeInteger(value.operations) &&
    "terms" in value &&
    typeof value.terms === "string" &&
    "naming" in value &&
    typeof value.naming === "string" &&
    "detail" in value &&
    typeof value.detail === "string" &&
    "twins" in value &&
    typeof value.twins === "string" &&
    "vocabulary" in value &&
    Array.isArray(value.vocabulary) &&
    value.vocabulary.every((entry) => typeof entry === "string")
  );
}
