import type { Node } from "jsonc-parser";
import {
  type BudgetLimit,
  type BudgetLimits,
  FIGURE_LABELS,
  type Figure,
  type Growth,
} from "../budget/figure.js";
import { group, type Option } from "./option.js";

const MOST_TOKENS = Number.MAX_SAFE_INTEGER;
const PERCENT = "^\\d{1,6}(?:\\.\\d{1,3})?%$";

/** What an agent pays at most: for each figure a number of tokens, or `{ max, growth }`. */
export function budgets(): Option<BudgetLimits> {
  return group(
    "The most that an agent may pay, in tokens (o200k_base): `codemode budget` and `compile --check` hold the package to it.",
    {
      toolsList: limit("toolsList"),
      instructions: limit("instructions"),
      searchAnswer: limit("searchAnswer"),
      operationAnswer: limit("operationAnswer"),
      error: limit("error"),
      skillListing: limit("skillListing"),
      skill: limit("skill"),
      references: limit("references"),
    },
  );
}

function limit(figure: Figure): Option<BudgetLimit> {
  const detailed = group<{ max: number; growth: Growth }>(
    "The most that it may be, and how far it may grow over the package before.",
    { max: tokens("Tokens at most."), growth: growth() },
  );
  const whole = tokens("Tokens at most.");
  return {
    schema: {
      description: `Of this: ${FIGURE_LABELS[figure]}.`,
      anyOf: [whole.schema, { ...detailed.schema, minProperties: 1 }],
    },
    read(node, report) {
      if (node.type === "number") {
        const max = whole.read(node, report);
        return max === undefined ? undefined : { max };
      }
      if (node.type !== "object") {
        const expected = "a number of tokens, or an object with `max` or `growth`";
        report("config-type", node, { expected, found: withArticle(node) });
        return undefined;
      }
      if (node.children?.length === 0) {
        report("config-value", node, { value: "{}", reason: "needs `max` or `growth`" });
        return undefined;
      }
      return detailed.read(node, report);
    },
  };
}

/** A whole number of tokens. */
function tokens(description: string): Option<number> {
  return {
    schema: { type: "integer", description, minimum: 0 },
    read(node, report) {
      const value: unknown = node.value;
      if (isTokens(value)) return value;
      report("config-value", node, { value: valueText(node), reason: "is no number of tokens" });
      return undefined;
    },
  };
}

/** `"5%"`, or a number of tokens. */
function growth(): Option<Growth> {
  return {
    schema: {
      description: "How far it may grow over the package before: tokens, or a share as in `5%`.",
      anyOf: [
        { type: "integer", minimum: 0 },
        { type: "string", pattern: PERCENT },
      ],
    },
    read(node, report) {
      const value: unknown = node.value;
      if (isTokens(value)) return { kind: "tokens", tokens: value };
      if (typeof value === "string" && new RegExp(PERCENT).test(value)) {
        return { kind: "share", share: Number(value.slice(0, -1)) / 100 };
      }
      report("config-value", node, {
        value: valueText(node),
        reason: "is neither a number of tokens nor a share such as 5%",
      });
      return undefined;
    },
  };
}

function isTokens(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_TOKENS;
}

function valueText({ value, type }: Node): string {
  return JSON.stringify(value) ?? type;
}

function withArticle({ type }: Node): string {
  return type === "array" ? "an array" : `a ${type}`;
}
