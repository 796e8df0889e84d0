import type { MediaType } from "../../runtime/api/api.js";
import type { ApiCode } from "./api-rules.js";
import type { TypeComparer } from "./compare-named.js";
import type { SubjectFindings } from "./findings.js";
import { isSame, otherDifferences } from "./same-value.js";
import type { Direction } from "./type-change.js";

/** What the rules of a body, an answer or a webhook say about its media types. */
export interface ContentRules {
  readonly direction: Direction;
  readonly added: ApiCode;
  readonly removed: ApiCode;
  /** What is told of a field that no rule knows. */
  readonly other: ApiCode;
}

/** The same media type of two versions; where there is only one in either, that one, whatever it is called. */
export function pairContents(
  before: readonly MediaType[],
  after: readonly MediaType[],
): readonly (readonly [MediaType, MediaType])[] {
  const [was] = before;
  const [is] = after;
  if (was !== undefined && is !== undefined && before.length === 1 && after.length === 1) {
    return [[was, is]];
  }
  const old = new Map(before.map((content) => [content.mediaType, content]));
  return after.flatMap((content) => {
    const known = old.get(content.mediaType);
    return known === undefined ? [] : [[known, content] as const];
  });
}

/** Which media types are new or gone. */
export function compareMediaTypes(
  before: readonly MediaType[],
  after: readonly MediaType[],
  at: string,
  findings: SubjectFindings,
  { added, removed }: Pick<ContentRules, "added" | "removed">,
): void {
  const old = before.map(({ mediaType }) => mediaType);
  const now = after.map(({ mediaType }) => mediaType);
  for (const name of old.filter((one) => !now.includes(one))) {
    findings.add(removed, at, `${name} is gone`);
  }
  for (const name of now.filter((one) => !old.includes(one))) {
    findings.add(added, at, `${name} is new`);
  }
  const common = now.filter((one) => old.includes(one));
  if (
    !isSame(
      common,
      old.filter((one) => now.includes(one)),
    )
  ) {
    findings.add("media-type-order-changed", at, `was ${old.join(", ")}, is ${now.join(", ")}`);
  }
}

/** The types of what is in a body, an answer or a webhook. */
export function compareContentTypes(
  before: readonly MediaType[],
  after: readonly MediaType[],
  at: string,
  findings: SubjectFindings,
  comparer: TypeComparer,
  direction: Direction,
): void {
  for (const [old, now] of pairContents(before, after)) {
    findings.addTypes(at, direction, comparer.difference(old.type, now.type));
  }
}

/** What else there is to a media type: items of a sequence, how the fields of a form are written. */
export function compareContentDetails(
  before: readonly MediaType[],
  after: readonly MediaType[],
  at: string,
  findings: SubjectFindings,
  comparer: TypeComparer,
  { direction, other }: ContentRules,
): void {
  for (const [old, now] of pairContents(before, after)) {
    if (old.itemType !== undefined && now.itemType !== undefined) {
      const difference = comparer.difference(old.itemType, now.itemType);
      findings.addTypes(`${at}[]`, direction, difference);
    } else if (old.itemType !== now.itemType) {
      const isGone = now.itemType === undefined;
      const message = `the items of ${now.mediaType} are ${isGone ? "not described any more" : "described"}`;
      findings.add(isGone ? "stream-removed" : "stream-added", at, message);
    }
    if (old.item !== now.item) {
      const message = `was ${old.item ?? "data"}, is ${now.item ?? "data"}`;
      findings.add("stream-item-changed", at, message);
    }
    if (!isSame(old.encoding, now.encoding)) {
      const code = direction === "request" ? "body-encoding-changed" : other;
      findings.add(code, at, encodingWords(old, now));
    }
    for (const field of otherDifferences(old, now, MEDIA_TYPE_FIELDS)) {
      findings.add(other, at, `${field} of ${now.mediaType} is another`);
    }
  }
}

const MEDIA_TYPE_FIELDS: ReadonlySet<string> = new Set([
  "mediaType",
  "type",
  "itemType",
  "item",
  "encoding",
]);

function encodingWords(
  { encoding: before = {} }: MediaType,
  { encoding: after = {}, mediaType }: MediaType,
): string {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !isSame(before[field], after[field]),
  );
  return `${fields.join(", ")} of ${mediaType} ${fields.length > 1 ? "are" : "is"} written in another way`;
}
