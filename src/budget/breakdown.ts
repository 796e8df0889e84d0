import type { ToolDefinition } from "../emit/tools/definitions.js";
import { mean, percentile } from "../evaluation/statistics.js";
import type { Api, Operation } from "../runtime/api/api.js";
import { createLookup } from "../runtime/api/lookup.js";
import type { Search } from "../runtime/search/answer.js";
import { type AnswerParts, createAnswerParts } from "./answer-parts.js";
import { type AnswerCause, answerCauses, type ToolCause, toolCauses } from "./causes.js";
import { toolCharacters } from "./one-tool-per-operation.js";
import { answerTokens } from "./operation-tokens.js";
import { countTokens } from "./tokens.js";

/** Where the tokens of an API are. */
export interface Breakdown {
  /** Those first whose answers take the most together. */
  readonly namespaces: readonly NamespaceCost[];
  /** Those first that would take the most if answers were not cut. */
  readonly operations: readonly OperationCost[];
  readonly answers: readonly AnswerCause[];
  readonly tools: readonly ToolCause[];
}

/** What the operations of a namespace cost. Estimates: of answers by `createOperationTokens`, of tools by their characters. */
export interface NamespaceCost {
  readonly namespace: string;
  readonly operations: number;
  /** Tokens of the answer to one of its operations. */
  readonly answer: { readonly mean: number; readonly p95: number };
  /** Tokens of all of them as separate tools. */
  readonly tools: number;
}

export interface OperationCost {
  readonly operation: string;
  /** Tokens of the answer to its name. */
  readonly answer: number;
  /** What the answer would take with all that it reaches. */
  readonly whole: number;
  /** The types that take the most of that. */
  readonly types: readonly { readonly name: string; readonly tokens: number }[];
}

/** Causes that are looked into. */
const CAUSES = 5;
const TYPES_NAMED = 3;

/** Takes an API apart. `perCharacter` are the tokens that a character of its tool definitions is worth; `most` operations are told of. */
export function breakDown(
  api: Api,
  tools: readonly ToolDefinition[],
  perCharacter: number,
  search: Search,
  most: number,
): Breakdown {
  const partsOf = createAnswerParts(createLookup(api), "all");
  const parts = api.operations.map(partsOf);
  return {
    namespaces: namespaceCosts(api, parts, toolCharacters(tools), perCharacter),
    operations: operationCosts(api.operations, parts, search, most),
    answers: answerCauses(api, parts, CAUSES),
    tools: toolCauses(api, tools, CAUSES),
  };
}

function namespaceCosts(
  api: Api,
  parts: readonly AnswerParts[],
  characters: readonly number[],
  perCharacter: number,
): readonly NamespaceCost[] {
  const members = new Map<string, { answers: number[]; characters: number }>();
  for (const [at, { namespace }] of api.operations.entries()) {
    const known = members.get(namespace) ?? { answers: [], characters: 0 };
    const part = parts[at];
    if (part !== undefined) known.answers.push(answerTokens(part));
    members.set(namespace, { ...known, characters: known.characters + (characters[at] ?? 0) });
  }
  return [...members]
    .map(([namespace, { answers, characters: all }]) => ({
      namespace,
      operations: answers.length,
      answer: { mean: Math.round(mean(answers)), p95: percentile(answers, 0.95) },
      tools: Math.round(all * perCharacter),
    }))
    .sort(
      (a, b) =>
        b.answer.mean * b.operations - a.answer.mean * a.operations ||
        (a.namespace < b.namespace ? -1 : 1),
    );
}

function operationCosts(
  operations: readonly Operation[],
  parts: readonly AnswerParts[],
  search: Search,
  most: number,
): readonly OperationCost[] {
  return operations
    .map((operation, at) => {
      const { signature = 0, types = [] } = parts[at] ?? {};
      const whole = types.reduce((sum, { tokens }) => sum + tokens, signature);
      return { operation, whole, types };
    })
    .sort((a, b) => b.whole - a.whole || (a.operation.id < b.operation.id ? -1 : 1))
    .slice(0, most)
    .map(({ operation: { id }, whole, types }) => ({
      operation: id,
      answer: countTokens(search.answer({ query: id })),
      whole,
      types: types.toSorted((a, b) => b.tokens - a.tokens).slice(0, TYPES_NAMED),
    }));
}
