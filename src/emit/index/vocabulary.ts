import type { Api, Operation } from "../../runtime/api/api.js";
import type { Type } from "../../runtime/api/types.js";
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
  const occurrences = new Map<string, number>();
  for (const [text, times] of textsOf(api)) {
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

/** What an answer writes of an API, each text with how often it could: texts of its own, and names in what surrounds them. */
function* textsOf(api: Api): IterableIterator<readonly [text: string, times: number]> {
  const tallies: Tallies = { texts: new Map(), properties: new Map(), references: new Map() };
  const { texts, properties, references } = tallies;
  for (const operation of api.operations) addOperation(api.name, operation, tallies);
  for (const named of api.types) {
    add(texts, `type ${named.name} = Promise<${named.name}>;`);
    add(texts, named.name);
    add(texts, beginning(named.description));
    addType(named.type, tallies);
  }
  yield* texts;
  for (const [name, times] of references) yield [` ${name};`, times];
  for (const [name, times] of properties) {
    // As a type writes it and as JSON does.
    yield [` ${name}: `, times];
    yield [`{"${name}":`, times];
  }
}

/** How often each of many strings was met. */
type Tally = Map<string, number>;

function add(tally: Tally, text: string): void {
  tally.set(text, (tally.get(text) ?? 0) + 1);
}

interface Tallies {
  readonly texts: Tally;
  readonly properties: Tally;
  readonly references: Tally;
}

/** What an answer may show of a description. */
function beginning(description = ""): string {
  return description.slice(0, MAX_DESCRIPTION);
}

function addOperation(apiName: string, operation: Operation, tallies: Tallies): void {
  const { texts } = tallies;
  add(texts, `${apiName}.${operation.id}(`);
  add(texts, `${operation.httpMethod} ${operation.path}`);
  add(texts, beginning(operation.summary));
  add(texts, beginning(operation.description));
  for (const parameter of operation.parameters) {
    add(texts, ` ${parameter.name}: `);
    add(texts, beginning(parameter.description));
    addType(parameter.type, tallies);
  }
  for (const content of operation.body?.contents ?? []) addType(content.type, tallies);
  if (operation.result.type !== undefined) addType(operation.result.type, tallies);
}

function addType(type: Type, tallies: Tallies): void {
  switch (type.kind) {
    case "enum":
      for (const value of type.values) add(tallies.texts, ` | ${JSON.stringify(value)}`);
      return;
    case "array":
      addType(type.items, tallies);
      return;
    case "tuple":
      for (const item of type.items) addType(item, tallies);
      return;
    case "union":
    case "intersection":
      for (const member of type.members) addType(member, tallies);
      return;
    case "object":
      for (const property of type.properties) {
        add(tallies.properties, property.name);
        add(tallies.texts, beginning(property.description));
        addType(property.type, tallies);
      }
      if (type.additional !== undefined) addType(type.additional, tallies);
      return;
    case "ref":
      add(tallies.references, type.name);
      return;
    default:
      return;
  }
}
