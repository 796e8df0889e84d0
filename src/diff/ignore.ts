import { type Finding, fingerprint } from "./finding.js";

/** An entry of `codemode.ignore.json`. */
export interface Ignored {
  /** The fingerprint of a finding. */
  readonly change: string;
  /** The last day on which the change is accepted, `2027-01-31`; absent when it is for ever. */
  readonly until?: string;
  readonly reason: string;
}

/** A finding that somebody has accepted. */
export interface Accepted {
  readonly finding: Finding;
  readonly ignored: Ignored;
}

/** Findings, held against an ignore file. */
export interface Judged {
  /** Those that count, in their order. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
  /** Entries whose day has passed and whose change is still there: their findings count. */
  readonly expired: readonly Ignored[];
  /** Entries that match no finding: they can go. */
  readonly unmatched: readonly Ignored[];
}

/** Takes out what is accepted on a day (`2026-11-22`; days as ISO 8601 writes them have the order of their texts). */
export function applyIgnored(
  findings: readonly Finding[],
  entries: readonly Ignored[],
  today: string,
): Judged {
  const isValid = ({ until }: Ignored): boolean => until === undefined || until >= today;
  const valid = new Map(entries.filter(isValid).map((entry) => [entry.change, entry]));
  const kept: Finding[] = [];
  const accepted: Accepted[] = [];
  for (const finding of findings) {
    const ignored = valid.get(fingerprint(finding));
    if (ignored === undefined) kept.push(finding);
    else accepted.push({ finding, ignored });
  }
  const found = new Set(findings.map(fingerprint));
  return {
    findings: kept,
    accepted,
    expired: entries.filter(
      (entry) => found.has(entry.change) && !isValid(entry) && !valid.has(entry.change),
    ),
    unmatched: entries.filter(({ change }) => !found.has(change)),
  };
}
