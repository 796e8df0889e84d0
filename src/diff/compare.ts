import { compareAgents } from "./agents/compare-agents.js";
import { type MeasuredFile, queryFindings } from "./agents/queries.js";
import { type SnippetChanges, snippetFindings } from "./agents/snippets.js";
import { compareApis } from "./api/compare-apis.js";
import { isSame } from "./api/same-value.js";
import { type Comparison, sorted } from "./comparison.js";
import type { Finding } from "./finding.js";
import { applyIgnored, type Ignored } from "./ignore.js";
import type { Pairing } from "./pairing.js";
import { compareTokens } from "./tokens/token-changes.js";
import type { Version } from "./version.js";

/** What was found out about the two versions by other means than looking at them. */
export interface Evidence {
  /** Empty when there are no golden queries. */
  readonly queries: readonly MeasuredFile[];
  /** Absent when no snippets were given. */
  readonly snippets?: SnippetChanges;
  /** Of budgets that do not hold. */
  readonly budgets: readonly Finding[];
  readonly ignored: readonly Ignored[];
  /** The day on which entries of the ignore file are looked at: `2026-11-22`. */
  readonly today: string;
}

/** Compares two versions of an API: for its callers, for agents, and for what it costs in context. */
export function compare(
  before: Version,
  after: Version,
  pairing: Pairing,
  { queries, snippets, budgets, ignored, today }: Evidence,
): Comparison {
  const findings = sorted([
    ...compareApis(before.api, after.api, pairing),
    ...compareAgents(before.api, after.api, pairing),
    ...(snippets === undefined ? [] : snippetFindings(snippets)),
    ...queryFindings(queries, pairing),
    ...budgets,
  ]);
  return {
    before,
    after,
    differs: differenceOf(before, after),
    ...applyIgnored(findings, ignored, today),
    tokens: compareTokens(before, after, pairing),
    queries,
    ...(snippets !== undefined && { snippets }),
  };
}

function differenceOf(before: Version, after: Version): Comparison["differs"] {
  if (!isSame(before.api, after.api)) return "api";
  const [was, is] = [before.sha256, after.sha256];
  return was === undefined || is === undefined || was === is ? "nothing" : "text";
}
