import type { Api } from "../runtime/api/api.js";
import type { Budget } from "./budget.js";

/** What is found out about an API as a whole, while the other files of its package are made. */
export interface Survey {
  /** The text of `index.json`. */
  readonly index: Promise<string>;
  /** What the package costs in context; `skill` is the text of its `SKILL.md`. */
  measure(skill: string): Promise<Budget>;
}

/** Begins a survey. `apiJson` is the API as `api.json` has it. */
export type Surveyor = (api: Api, apiJson: string) => Survey;
