import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { EXECUTE_SCHEMA, type InputSchema, SEARCH_SCHEMA } from "./input-schema.js";

export interface SearchArguments {
  readonly query: string;
  readonly limit?: number;
  readonly offset?: number;
}

export interface ExecuteArguments {
  readonly code: string;
}

/** Gives the arguments, or a sentence about what is wrong with them. */
type Read<Arguments> = (input: Fields) => Arguments | string;
type Fields = { readonly [name: string]: unknown };

export const SEARCH_INPUT = toolInput<SearchArguments>(
  SEARCH_SCHEMA,
  ({ query, limit, offset }) => {
    if (typeof query !== "string") return wrong("query", query, "a string");
    if (!isCount(limit)) return wrong("limit", limit, "a whole number");
    if (!isCount(offset)) return wrong("offset", offset, "a whole number");
    return {
      query,
      ...(limit !== undefined && { limit }),
      ...(offset !== undefined && { offset }),
    };
  },
);

export const EXECUTE_INPUT = toolInput<ExecuteArguments>(EXECUTE_SCHEMA, ({ code }) =>
  typeof code === "string" ? { code } : wrong("code", code, "a string"),
);

/** The schema with its check as a Standard Schema, which the MCP SDK takes; no validator is compiled for it. */
function toolInput<Arguments>(
  schema: InputSchema,
  read: Read<Arguments>,
): StandardSchemaWithJSON<Arguments, Arguments> {
  const json = (): Record<string, unknown> => ({ ...schema });
  return {
    "~standard": {
      version: 1,
      vendor: "codemode",
      jsonSchema: { input: json, output: json },
      validate: (input) => {
        const value = isFields(input) ? read(input) : "The arguments must be an object.";
        return typeof value === "string" ? { issues: [{ message: value }] } : { value };
      },
    },
  };
}

function wrong(name: string, value: unknown, wanted: string): string {
  if (value === undefined) return `\`${name}\` is missing: it must be ${wanted}.`;
  const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  return `\`${name}\` must be ${wanted}, not ${kind}.`;
}

function isCount(value: unknown): value is number | undefined {
  return value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
