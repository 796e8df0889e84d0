import type { Operation } from "../runtime/api/api.js";
import type { ApiLookup } from "../runtime/api/lookup.js";
import type { NamedType } from "../runtime/api/types.js";
import { declarationText } from "../runtime/search/block.js";
import {
  boundedCounter,
  DEFAULT_ANSWER_TOKENS,
  type TokenCounter,
} from "../runtime/search/budget.js";
import type { TypeNeed } from "../runtime/search/declarations.js";
import { callText, operationNote, paginateNote, resultText } from "../runtime/search/signature.js";
import { supplierTexts } from "../runtime/search/supplier-text.js";
import {
  isExhausted,
  startPrint,
  type TypeReading,
  type TypeView,
} from "../runtime/search/type-text.js";
import { SIGNATURE_VIEWS } from "../runtime/search/views.js";
import { createNameReader, nothingWanted } from "../runtime/search/wanted.js";
import { countTokens } from "./tokens.js";

/** What an answer keeps for its first and last line. */
const FRAME_TOKENS = 110;
/** What a signature may take of the rest. */
const SIGNATURE_SHARE = 0.6;
/** A declaration stands after a blank line. */
const GAP_TOKENS = 1;
/** Types that an answer looks at. */
const MAX_TYPES = 60;
/** Operations that are told for one argument. */
const SUPPLIERS = 2;
/** How a declaration is written where there is room for everything. */
export const FULL_DECLARATION: TypeView = {
  depth: 4,
  properties: 200,
  named: 0,
  members: 20,
  notes: "shown",
  required: "cut",
};

/** What the answer to the exact name of an operation is made of, in o200k_base tokens. */
export interface AnswerParts {
  /** The signature, with the lines above it. */
  readonly signature: number;
  /** The types that it reaches, the nearest first, each declared in full. */
  readonly types: readonly TypePart[];
}

export interface TypePart {
  readonly name: string;
  readonly tokens: number;
}

/** Whether all types that an answer looks at are wanted, or only those that it may have room for. */
export type Reach = "all" | "with-room";

/** What an answer has for signature and types together. */
export const ANSWER_ROOM = DEFAULT_ANSWER_TOKENS - FRAME_TOKENS;

/** Takes answers apart. A function of one API: what operations share is counted once and kept. */
export function createAnswerParts(
  lookup: ApiLookup,
  reach: Reach,
): (operation: Operation) => AnswerParts {
  const count = boundedCounter(countTokens, DEFAULT_ANSWER_TOKENS);
  const signatureOf = createSignatures(lookup, count);
  const declarations = createDeclarations(lookup, count);
  return (operation) => {
    const signature = signatureOf(operation, ANSWER_ROOM * SIGNATURE_SHARE);
    const room = reach === "all" ? Number.POSITIVE_INFINITY : ANSWER_ROOM - signature.tokens;
    return { signature: signature.tokens, types: reachedTypes(signature, declarations, room) };
  };
}

interface Signature {
  /** With the lines above it. */
  readonly tokens: number;
  /** Names of the types in its arguments, and in its result. */
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
}

/** The fullest signature of an operation that takes at most `most` tokens. */
function createSignatures(
  lookup: ApiLookup,
  count: TokenCounter,
): (operation: Operation, most: number) => Signature {
  const { name } = lookup.api;
  const read = createNameReader();
  const types = { get: lookup.type };
  return (operation, most) => {
    const lines = [
      operationNote(operation, "always", read),
      paginateNote(name, operation, types),
      supplierTexts(operation, SUPPLIERS, lookup).join("; "),
    ];
    const above = count(lines.flatMap((line) => (line === "" ? [] : [`// ${line}\n`])).join(""));
    for (const view of SIGNATURE_VIEWS) {
      const sent = startPrint(most, readingOf(lookup));
      const call = callText(name, operation, view, sent);
      const received = startPrint(sent.left, readingOf(lookup));
      const tokens = count(`${call}: ${resultText(operation, view, received)}`);
      if (isExhausted(sent) || isExhausted(received) || tokens > most) continue;
      return {
        tokens: above + tokens + GAP_TOKENS,
        sent: sent.references,
        received: received.references,
      };
    }
    return { tokens: above, sent: new Set(), received: new Set() };
  };
}

function readingOf(lookup: ApiLookup): TypeReading {
  return { isWanted: nothingWanted, typeOf: (name) => lookup.type(name)?.type };
}

interface Declaration {
  readonly tokens: number;
  readonly references: ReadonlySet<string>;
}

type Declarations = (need: Pick<TypeNeed, "name" | "role">) => Declaration | undefined;

/** The declaration of a type as an answer with enough room has it: everything, with notes. */
function createDeclarations(lookup: ApiLookup, count: TokenCounter): Declarations {
  const known = {
    sent: new Map<string, Declaration | undefined>(),
    received: new Map<string, Declaration | undefined>(),
  };
  return ({ name, role }) => {
    if (known[role].has(name)) return known[role].get(name);
    const named = lookup.type(name);
    const declaration =
      named === undefined
        ? undefined
        : declared(named, { ...FULL_DECLARATION, required: role === "sent" ? "kept" : "cut" });
    known[role].set(name, declaration);
    return declaration;
  };

  function declared({ name, type }: NamedType, view: TypeView): Declaration {
    const print = startPrint(DEFAULT_ANSWER_TOKENS, readingOf(lookup));
    const text = declarationText(name, type, view, print);
    return { tokens: count(text) + GAP_TOKENS, references: print.references };
  }
}

/** The types that a signature reaches, the nearest first, as many as fit and the first that does not. */
function reachedTypes(
  { sent, received }: Signature,
  declarations: Declarations,
  room: number,
): readonly TypePart[] {
  const queue: Pick<TypeNeed, "name" | "role">[] = [
    ...[...sent].map((name) => ({ name, role: "sent" as const })),
    ...[...received].map((name) => ({ name, role: "received" as const })),
  ];
  const met = new Set(queue.map(({ name }) => name));
  const reached: TypePart[] = [];
  let left = room;
  for (const { name, role } of queue) {
    if (reached.length === MAX_TYPES || left < 0) break;
    const declaration = declarations({ name, role });
    if (declaration === undefined) continue;
    reached.push({ name, tokens: declaration.tokens });
    left -= declaration.tokens;
    for (const reference of declaration.references) {
      if (met.has(reference)) continue;
      met.add(reference);
      queue.push({ name: reference, role });
    }
  }
  return reached;
}
