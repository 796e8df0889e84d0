import type { MeasuredFile } from "./agents/queries.js";
import type { SnippetChanges } from "./agents/snippets.js";
import type { Finding, Part, Severity } from "./finding.js";
import type { Accepted, Ignored } from "./ignore.js";
import { RULES } from "./rules.js";
import type { TokenChanges } from "./tokens/token-changes.js";
import type { Version } from "./version.js";

/** All that there is to say about two versions. */
export interface Comparison {
  readonly before: Version;
  readonly after: Version;
  /**
   * `nothing`: the same API, from the same text as far as there is one. `text`: the documents differ, the API does not. `api`: the API differs,
   * whether or not a finding says so.
   */
  readonly differs: "nothing" | "text" | "api";
  /** Those that count: the worst first, then by part, then in the order of the API. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
  /** Of the ignore file: entries whose day has passed, and entries that match nothing. */
  readonly expired: readonly Ignored[];
  readonly unmatched: readonly Ignored[];
  readonly tokens: TokenChanges;
  /** Empty when there are no golden queries. */
  readonly queries: readonly MeasuredFile[];
  /** Absent when no snippets were given. */
  readonly snippets?: SnippetChanges;
}

/** The worst first. */
export const SEVERITIES = [
  "breaking",
  "possibly-breaking",
  "safe",
] as const satisfies readonly Severity[];

export const PARTS = ["api", "agents", "tokens"] as const satisfies readonly Part[];

export function partOf({ code }: Pick<Finding, "code">): Part {
  return RULES[code].part;
}

/** The worst first, then by part; what is equal stays in its order. */
export function sorted(findings: readonly Finding[]): readonly Finding[] {
  const rank = (finding: Finding): number =>
    SEVERITIES.indexOf(finding.severity) * PARTS.length + PARTS.indexOf(partOf(finding));
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** What a comparison can be made to fail on. */
export const GATES = ["breaking", "agent", "budget", "any"] as const;
export type Gate = (typeof GATES)[number];

/**
 * Whether a finding is what a gate stops. `breaking`: whatever is, in any part. `agent`: what is breaking or possibly breaking for agents.
 * `budget`: a budget that does not hold. `any`: every change.
 */
export function isStopped(finding: Finding, gates: ReadonlySet<Gate>): boolean {
  const { severity } = finding;
  if (gates.has("any")) return true;
  if (gates.has("breaking") && severity === "breaking") return true;
  const part = partOf(finding);
  if (gates.has("agent") && part === "agents" && severity !== "safe") return true;
  return gates.has("budget") && part === "tokens" && severity !== "safe";
}
