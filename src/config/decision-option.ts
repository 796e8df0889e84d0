import type { Decision, Effect } from "../runtime/api/api.js";
import { choice, type Option } from "./option.js";

const DECISIONS = ["allow", "ask", "deny"] as const satisfies readonly Decision[];
const EFFECTS = ["read", "write", "destructive"] as const satisfies readonly Effect[];

/** What happens to calls `of` something: "operations that read". */
export function decision(of: string, initial?: string): Option<Decision> {
  const byDefault = initial === undefined ? "" : ` Default: ${initial}.`;
  const meaning =
    "`allow` runs it, `ask` refuses it unless the server is started with `--allow`, `deny` refuses it.";
  return choice(`What happens to ${of}: ${meaning}${byDefault}`, DECISIONS);
}

export function effect(description: string): Option<Effect> {
  return choice(description, EFFECTS);
}
