import type { Api } from "../../runtime/api/api.js";
import { createLookup } from "../../runtime/api/lookup.js";
import type { IndexPart } from "../../runtime/search/format.js";
import { MAX_WEIGHT, type PostingList } from "../../runtime/search/postings.js";
import { createFieldReader, type FieldName, type Fields } from "./fields.js";

interface Field {
  readonly name: FieldName;
  readonly part: IndexPart;
  /** How much one occurrence counts. */
  readonly weight: number;
  /** BM25's b: 0 ignores the field's length, 1 counts occurrences per length. */
  readonly lengthNorm: number;
}

const FIELDS: readonly Field[] = [
  { name: "name", part: "naming", weight: 2, lengthNorm: 0.6 },
  { name: "summary", part: "naming", weight: 2, lengthNorm: 0.6 },
  { name: "resource", part: "naming", weight: 2, lengthNorm: 0.6 },
  { name: "path", part: "naming", weight: 1, lengthNorm: 0.6 },
  { name: "group", part: "naming", weight: 0.7, lengthNorm: 0.5 },
  { name: "description", part: "detail", weight: 2, lengthNorm: 0.7 },
  { name: "parameters", part: "detail", weight: 1.5, lengthNorm: 0.5 },
  { name: "body", part: "detail", weight: 1, lengthNorm: 0.6 },
  { name: "notes", part: "detail", weight: 0.5, lengthNorm: 0.7 },
  { name: "phrases", part: "detail", weight: 2, lengthNorm: 0 },
  { name: "result", part: "detail", weight: 0.5, lengthNorm: 0.6 },
];

/** BM25's k1: how soon further occurrences cease to matter. */
const SATURATION = 2;

interface Posting {
  readonly operation: number;
  readonly weight: number;
}

/** Term → its postings in each part. */
export type WeightedTerms = ReadonlyMap<string, { readonly [P in IndexPart]: PostingList }>;

/**
 * The postings of every term, terms sorted. A weight is the document part of BM25F (Robertson, Zaragoza, "The
 * Probabilistic Relevance Framework", 2009, §3.6): field-weighted, length-normalised occurrences, saturated, as a share of
 * `MAX_WEIGHT`. What is left for the query is the rarity of the term, which follows from the length of its list.
 */
export function weighTerms(api: Api): WeightedTerms {
  const fieldsOf = createFieldReader(createLookup(api));
  const documents = api.operations.map(fieldsOf);
  const averages = averageLengths(documents);
  const weighted = new Map<string, { readonly [P in IndexPart]: Posting[] }>();
  for (const [operation, fields] of documents.entries()) {
    for (const part of ["naming", "detail"] as const) {
      for (const [term, occurrences] of weightedOccurrences(fields, part, averages)) {
        const share = occurrences / (SATURATION + occurrences);
        const posting = { operation, weight: Math.max(1, Math.round(share * MAX_WEIGHT)) };
        const lists = weighted.get(term);
        if (lists !== undefined) lists[part].push(posting);
        else weighted.set(term, { naming: [], detail: [], [part]: [posting] });
      }
    }
  }
  return new Map(
    [...weighted]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([term, { naming, detail }]) => [
        term,
        { naming: listOf(naming), detail: listOf(detail) },
      ]),
  );
}

function listOf(postings: readonly Posting[]): PostingList {
  return {
    operations: Uint32Array.from(postings, ({ operation }) => operation),
    weights: Uint8Array.from(postings, ({ weight }) => weight),
  };
}

function averageLengths(documents: readonly Fields[]): ReadonlyMap<FieldName, number> {
  return new Map(
    FIELDS.map(({ name }) => {
      const total = documents.reduce((sum, fields) => sum + fields[name].length, 0);
      return [name, Math.max(1, total / Math.max(1, documents.length))];
    }),
  );
}

function weightedOccurrences(
  fields: Fields,
  part: IndexPart,
  averages: ReadonlyMap<FieldName, number>,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { name, weight, lengthNorm, part: itsPart } of FIELDS) {
    if (itsPart !== part) continue;
    const relative = fields[name].length / (averages.get(name) ?? 1);
    const one = weight / (1 - lengthNorm + lengthNorm * relative);
    for (const [term, times] of fields[name].occurrences)
      sums.set(term, (sums.get(term) ?? 0) + times * one);
  }
  return sums;
}
