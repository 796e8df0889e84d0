import type { ToolDefinition } from "../emit/tools/definitions.js";
import type { Api } from "../runtime/api/api.js";
import type { NamedType, Property } from "../runtime/api/types.js";
import { firstSentence } from "../runtime/search/plain-text.js";
import { startPrint, typeText } from "../runtime/search/type-text.js";
import { type AnswerParts, FULL_DECLARATION } from "./answer-parts.js";
import { largeParts, type SchemaPart } from "./schema-parts.js";
import { countTokens } from "./tokens.js";

/** A type that makes answers long. */
export interface AnswerCause {
  readonly type: string;
  readonly properties: number;
  /** Of these, addresses of other resources. */
  readonly addresses: number;
  /** Of its declaration in full. */
  readonly tokens: number;
  /** Operations whose answers reach it. */
  readonly operations: number;
}

/** An enum or a description that makes tool definitions long, and what answers make of it. */
export interface ToolCause {
  readonly kind: SchemaPart["kind"];
  /** `ReportRunBody.parameters.timezone`; in the arguments of an operation `reports.create interval`. */
  readonly at: string;
  /** Values of an enum, characters of a description. */
  readonly length: number;
  /** Tokens where it is written out. */
  readonly inSchema: number;
  /** Tokens of what an answer shows of it at most. */
  readonly inAnswer: number;
  /** Places that have the same, the first of which is `at`. */
  readonly places: number;
  /** How often one tool per operation would write it out. */
  readonly times: number;
}

/** Characters that a declaration shows of a description at most. */
const MAX_NOTE = 80;
/** Tokens of a declaration that is worth a word. */
const LEAST_TOKENS = 100;
const ADDRESS = /(?:^|[_-])ur[il]s?$|[a-z]Ur[il]s?$/;

/** The types that cost most in the answers that `parts` are of: tokens times operations, the most expensive first. */
export function answerCauses(
  api: Api,
  parts: readonly AnswerParts[],
  most: number,
): readonly AnswerCause[] {
  const uses = new Map<string, { tokens: number; operations: number }>();
  for (const { types } of parts) {
    for (const { name, tokens } of types) {
      const before = uses.get(name) ?? { tokens: 0, operations: 0 };
      uses.set(name, {
        tokens: Math.max(before.tokens, tokens),
        operations: before.operations + 1,
      });
    }
  }
  const named = new Map(api.types.map((type) => [type.name, type]));
  return [...uses]
    .filter(([, { tokens }]) => tokens >= LEAST_TOKENS)
    .sort(([a, x], [b, y]) => y.tokens * y.operations - x.tokens * x.operations || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([type, use]) => {
      const properties = propertiesOf(named.get(type));
      return {
        type,
        properties: properties.length,
        addresses: properties.filter(isAddress).length,
        ...use,
      };
    });
}

function propertiesOf(named: NamedType | undefined): readonly Property[] {
  return named?.type.kind === "object" ? named.type.properties : [];
}

function isAddress({ name, type }: Property): boolean {
  return ADDRESS.test(name) || (type.kind === "string" && type.format === "uri");
}

/** The enums and descriptions that cost most in tool definitions: length times how often they stand there, the most expensive first. */
export function toolCauses(
  api: Api,
  tools: readonly ToolDefinition[],
  most: number,
): readonly ToolCause[] {
  const holding = toolsHolding(tools);
  const groups = new Map<string, Group>();
  for (const { holder, ...part } of largeParts(api)) {
    const times = holder.kind === "operation" ? 1 : (holding.get(holder.name) ?? 0);
    if (times === 0) continue;
    const text = part.kind === "enum" ? JSON.stringify(part.type.values) : part.text;
    const before = groups.get(text) ?? { part, text, places: 0, times: 0 };
    groups.set(text, { ...before, places: before.places + 1, times: before.times + times });
  }
  return [...groups.values()]
    .sort((a, b) => b.text.length * b.times - a.text.length * a.times || (a.text < b.text ? -1 : 1))
    .slice(0, most)
    .map(({ part, places, times }) => ({ ...measured(part), places, times }));
}

/** Parts that are written alike. */
interface Group {
  readonly part: SchemaPart;
  readonly text: string;
  readonly places: number;
  readonly times: number;
}

/** In how many tools each named type stands. */
function toolsHolding(tools: readonly ToolDefinition[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { inputSchema } of tools) {
    for (const name of Object.keys(inputSchema["$defs"] ?? {})) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

function measured(part: SchemaPart): Omit<ToolCause, "places" | "times"> {
  const { kind, at } = part;
  return part.kind === "enum"
    ? {
        kind,
        at,
        length: part.type.values.length,
        inSchema: countTokens(JSON.stringify(part.type.values)),
        inAnswer: countTokens(typeText(part.type, FULL_DECLARATION, startPrint())),
      }
    : {
        kind,
        at,
        length: part.text.length,
        inSchema: countTokens(JSON.stringify(part.text)),
        inAnswer: countTokens(firstSentence(part.text, MAX_NOTE)),
      };
}
