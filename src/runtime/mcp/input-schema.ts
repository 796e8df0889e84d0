/** JSON Schema 2020-12 of flat arguments, written by hand: every word of it is paid for on every request. */
export interface InputSchema {
  readonly type: "object";
  readonly properties: { readonly [name: string]: { readonly type: "string" | "integer" } };
  readonly required: readonly string[];
}

export const SEARCH_SCHEMA: InputSchema = {
  type: "object",
  properties: {
    query: { type: "string" },
    limit: { type: "integer" },
    offset: { type: "integer" },
  },
  required: ["query"],
};

export const EXECUTE_SCHEMA: InputSchema = {
  type: "object",
  properties: { code: { type: "string" } },
  required: ["code"],
};
