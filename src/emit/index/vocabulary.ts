import type { Api, Operation } from "../../runtime/api/api.js";
import type { Property, Type } from "../../runtime/api/types.js";
import { estimatePiece } from "../../runtime/tokens/estimate.js";
import { piecesOf } from "../../runtime/tokens/pieces.js";
import type { TokenVocabulary } from "../../runtime/tokens/vocabulary.js";

/** Pieces stored at most: those that save the most tokens over the whole document. */
const MAX_PIECES = 6_000;
const MAX_PIECE_CHARACTERS = 24;
const MAX_DESCRIPTION = 160;
const STORABLE = /^[^\p{Cc}]+$/u;

/**
 * Exact counts for the pieces of an API's names and texts that the estimate overcounts. `countTokens` is the real
 * tokenizer's count of a text.
 */
export function vocabularyOf(api: Api, countTokens: (text: string) => number): TokenVocabulary {
  const texts = new Map<string, number>();
  for (const text of textsOf(api)) texts.set(text, (texts.get(text) ?? 0) + 1);
  const occurrences = new Map<string, number>();
  for (const [text, times] of texts) {
    for (const piece of piecesOf(text))
      if (piece.length <= MAX_PIECE_CHARACTERS)
        occurrences.set(piece, (occurrences.get(piece) ?? 0) + times);
  }
  const savings: { readonly piece: string; readonly count: number; readonly saved: number }[] = [];
  for (const [piece, times] of occurrences) {
    const estimate = estimatePiece(piece);
    if (estimate === 1 || !STORABLE.test(piece)) continue;
    const count = countTokens(piece);
    if (count < estimate) savings.push({ piece, count, saved: (estimate - count) * times });
  }
  savings.sort((a, b) => b.saved - a.saved || (a.piece < b.piece ? -1 : 1));
  return new Map(savings.slice(0, MAX_PIECES).map(({ piece, count }) => [piece, count]));
}

/** What an answer may show of a description. */
function beginning(description = ""): string {
  return description.slice(0, MAX_DESCRIPTION);
}

function* textsOf(api: Api): IterableIterator<string> {
  for (const operation of api.operations) yield* operationTexts(api.name, operation);
  for (const named of api.types) {
    yield `type ${named.name} = Promise<${named.name}>;`;
    yield named.name;
    yield beginning(named.description);
    yield* typeTexts(named.type);
  }
}

function* operationTexts(apiName: string, operation: Operation): IterableIterator<string> {
  yield `${apiName}.${operation.id}(`;
  yield `${operation.httpMethod} ${operation.path}`;
  yield beginning(operation.summary);
  yield beginning(operation.description);
  for (const parameter of operation.parameters) {
    yield ` ${parameter.name}: `;
    yield beginning(parameter.description);
    yield* typeTexts(parameter.type);
  }
  for (const content of operation.body?.contents ?? []) yield* typeTexts(content.type);
  if (operation.result.type !== undefined) yield* typeTexts(operation.result.type);
}

function* typeTexts(type: Type): IterableIterator<string> {
  switch (type.kind) {
    case "enum":
      for (const value of type.values) yield ` | ${JSON.stringify(value)}`;
      return;
    case "array":
      yield* typeTexts(type.items);
      return;
    case "tuple":
      for (const item of type.items) yield* typeTexts(item);
      return;
    case "union":
    case "intersection":
      for (const member of type.members) yield* typeTexts(member);
      return;
    case "object":
      for (const property of type.properties) yield* propertyTexts(property);
      if (type.additional !== undefined) yield* typeTexts(type.additional);
      return;
    case "ref":
      yield ` ${type.name};`;
      return;
    default:
      return;
  }
}

/** As a type writes it and as JSON does. */
function* propertyTexts(property: Property): IterableIterator<string> {
  yield ` ${property.name}: `;
  yield `{"${property.name}":`;
  yield beginning(property.description);
  yield* typeTexts(property.type);
}
