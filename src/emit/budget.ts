/** What an agent pays for a package, in o200k_base tokens. Every figure goes into the lock, so that a diff shows its change. */
export interface Budget {
  readonly tokenizer: "o200k_base";
  /** The result of `tools/list` as a client of protocol revision 2026-07-28 gets it. */
  readonly toolsList: number;
  /** The server's instructions. */
  readonly instructions: number;
  /** The front matter of the skill that an agent always has in context: name and description. */
  readonly skillListing: number;
  /** The whole `SKILL.md`, which an agent reads when it uses the skill. */
  readonly skill: number;
  /** What the same API costs as one MCP tool per operation. */
  readonly oneToolPerOperation: Estimate;
  /** Of that, what the operations of each namespace cost, by their characters; in the order of the API. */
  readonly namespaces: { readonly [namespace: string]: number };
}

/** `exact` is false when only a sample of the text was counted. */
export interface Estimate {
  readonly tokens: number;
  readonly exact: boolean;
}
