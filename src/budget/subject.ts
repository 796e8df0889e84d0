import type { Api } from "../runtime/api/api.js";

/** What is measured: an API with all that an agent may get to read of it. */
export interface Subject {
  readonly api: Api;
  /** The text of `index.json`. */
  readonly index: string;
  /** The text of `SKILL.md`. */
  readonly skill: string;
  /** The texts of the skill's references, by path. */
  readonly references: ReadonlyMap<string, string>;
  /** What the search is asked. */
  readonly queries: Queries;
}

/** `golden` are the team's own; of the others, the summaries of operations, or names where there is none, only some are asked. */
export interface Queries {
  readonly source: "golden" | "summaries";
  readonly texts: readonly string[];
}
