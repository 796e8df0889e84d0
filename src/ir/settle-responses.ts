import type { HttpMethod, MediaType, Response, Result } from "../runtime/api/api.js";
import { framingOf } from "../runtime/api/sequential.js";
import { streamedContent } from "../runtime/api/streamed-content.js";
import { successResponses } from "../runtime/api/success.js";
import type { Type } from "../runtime/api/types.js";
import { settleEncoding } from "./settle-encoding.js";
import { settleType } from "./settle-type.js";
import { unionOf } from "./type-algebra.js";

/** Gives a type a name of its own; `role` is what the name ends with: `Error404`. */
export type NameType = (type: Type, role: string) => Type;

/** The success of an operation that describes none: some 2xx with any body. */
const UNDESCRIBED: Response = {
  status: "2XX",
  contents: [{ mediaType: "application/json", type: { kind: "unknown", why: "no-schema" } }],
};

/**
 * Responses as a method can say them: successes first, each body that stands in a comment under a name where it is more than names
 * and keywords. Descriptions are left out.
 */
export function settleResponses(
  method: HttpMethod,
  responses: readonly Response[],
  name: NameType,
): readonly Response[] {
  const found = successResponses(responses);
  const streamed = streamedContent(responses);
  const successes = (found.length > 0 ? found : [UNDESCRIBED]).map(
    ({ status, contents }): Response => ({
      status,
      contents:
        method === "HEAD"
          ? []
          : contents.map((content) =>
              content === streamed ? settleStream(content) : settleContent(content),
            ),
    }),
  );
  const errors = responses
    .filter((response) => !found.includes(response))
    .map(({ status, contents }) => ({ status, contents: contents.map(settleContent) }));
  const promised = resultOfPromise(successes);
  return [
    ...successes.map((response) =>
      promised === undefined
        ? named(response, "Result", name)
        : { ...response, contents: response.contents.map((one) => namedItem(one, "Result", name)) },
    ),
    ...errors.map((response) => named(response, "Error", name)),
  ];
}

/** What the return type of a method can say without help of a comment: one type in however many media types, or nothing, or either. */
export interface PromisedResult {
  readonly type: Type | undefined;
}

/** `undefined` when the successes differ too much for one return type. */
export function resultOfPromise(successes: readonly Response[]): PromisedResult | undefined {
  const [first, second, third] = successes;
  if (first === undefined || third !== undefined) return undefined;
  if (second !== undefined) {
    const isEither =
      first.status === "200" && second.status === "204" && second.contents.length === 0;
    if (!isEither || first.contents.length === 0) return undefined;
  }
  const [content, ...others] = first.contents;
  if (content === undefined) return { type: undefined };
  if (others.length === 0) return { type: content.type };
  const key = JSON.stringify(content.type);
  if (others.some(({ type }) => JSON.stringify(type) !== key)) return undefined;
  return { type: content.type };
}

/** True for two media types that carry the same. */
export function carriesSame(left: MediaType, right: MediaType): boolean {
  return (
    JSON.stringify(left.type) === JSON.stringify(right.type) &&
    JSON.stringify(left.itemType) === JSON.stringify(right.itemType)
  );
}

/** What a call resolves to, from settled responses: the preferred body of each success. */
export function settledResult(responses: readonly Response[]): Result {
  const successes = successResponses(responses);
  const bodies = successes.flatMap(({ contents }) => contents.slice(0, 1).map(({ type }) => type));
  return {
    ...(bodies.length > 0 && { type: settleType(unionOf(bodies)) }),
    mayBeEmpty: successes.some(({ contents }) => contents.length === 0),
  };
}

/** True for a type that a comment can hold as it is: names, keywords, and lists and combinations of them, without constraints. */
export function isPlain(type: Type): boolean {
  switch (type.kind) {
    case "enum":
    case "object":
    case "integer":
      return false;
    case "unknown":
      return type.why === "no-schema";
    case "string":
    case "number":
      return type.format === undefined && type.constraints === undefined;
    case "array":
      return type.constraints === undefined && isPlain(type.items);
    case "tuple":
      return type.items.every(isPlain) && (type.rest === undefined || isPlain(type.rest));
    case "union":
      return type.discriminator === undefined && type.members.every(isPlain);
    case "intersection":
      return type.members.every(isPlain);
    default:
      return true;
  }
}

function named({ status, contents }: Response, role: string, name: NameType): Response {
  const ending = `${role}${status.charAt(0).toUpperCase()}${status.slice(1)}`;
  return {
    status,
    contents: contents.map((content) =>
      namedItem({ ...content, type: plain(content.type, ending, name) }, ending, name),
    ),
  };
}

/** The type of an item always stands in a comment. */
export function namedItem(content: MediaType, role: string, name: NameType): MediaType {
  const { itemType } = content;
  return itemType === undefined
    ? content
    : { ...content, itemType: plain(itemType, `${role}Item`, name) };
}

/** The type under a name, where it is more than a comment can hold. */
export function plain(type: Type, role: string, name: NameType): Type {
  return isPlain(type) ? type : name(type, role);
}

/** What an item is, is only said of what `stream` gives. */
function settleStream(content: MediaType): MediaType {
  const { item } = content;
  const isEvent = framingOf(content.mediaType) === "events";
  return { ...settleContent(content), ...(isEvent && item !== undefined && { item }) };
}

export function settleContent({ mediaType, type, itemType, encoding }: MediaType): MediaType {
  return {
    mediaType,
    type: settleType(type),
    ...(itemType !== undefined && { itemType: settleType(itemType) }),
    ...settleEncoding(encoding),
  };
}
