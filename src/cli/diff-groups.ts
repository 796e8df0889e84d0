import type { Comparison } from "../diff/comparison.js";
import type { Finding, Severity, Subject } from "../diff/finding.js";
import { counted } from "./table.js";

/** Findings of one severity about the same thing. */
export interface Group {
  readonly subject: Subject;
  /** At least one. */
  readonly findings: readonly Finding[];
}

/** In the order in which each subject is first met. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, { subject: Subject; findings: Finding[] }>();
  for (const finding of findings) {
    const key = subjectText(finding.subject);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subject: finding.subject, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

export function ofSeverity(findings: readonly Finding[], severity: Severity): readonly Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}

/** `GET /books`, `type Book`, `books.*`, or `the API`. */
export function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "api":
      return "the API";
    case "namespace":
      return `${subject.namespace}.*`;
    case "operation":
      return subject.route;
    case "type":
      return `type ${subject.type}`;
  }
}

/** Operations that are named of those that reach a type. */
const NAMED = 3;

/** What says more of a subject: `books.list`, or `12 operations: books.get, books.list …`. Empty when there is nothing. */
export function subjectNote(subject: Subject): string {
  switch (subject.kind) {
    case "operation":
      return subject.operation;
    case "type": {
      const { operations } = subject;
      if (operations.length === 0) return "no operation";
      const more = operations.length > NAMED ? " …" : "";
      const names = operations.slice(0, NAMED).join(", ");
      return `${counted(operations.length, "operation")}: ${names}${more}`;
    }
    default:
      return "";
  }
}

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  breaking: "breaking",
  "possibly-breaking": "possibly breaking",
  safe: "safe",
};

/** `3 breaking, 1 possibly breaking, 5 safe`; without those that there are none of. */
export function severityCounts(findings: readonly Finding[]): string {
  return (["breaking", "possibly-breaking", "safe"] as const)
    .map((severity) => ({ severity, count: ofSeverity(findings, severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${SEVERITY_NAMES[severity]}`)
    .join(", ");
}

/** `operation-added ×3, property-added ×2`: the most frequent first. */
export function codeCounts(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => (count === 1 ? code : `${code} ×${count}`))
    .join(", ");
}

/** When there is nothing to report, the whole report: one line. */
export function nothingText(comparison: Comparison): string | undefined {
  const { findings, accepted, differs, after } = comparison;
  if (findings.length > 0 || accepted.length > 0) return undefined;
  const { operations, types } = after.api;
  const size = `${counted(operations.length, "operation")}, ${counted(types.length, "type")}`;
  switch (differs) {
    case "nothing":
      return `Nothing changed: ${size}.`;
    case "text":
      return `No change that matters, though the documents differ: what they say of the API is the same (${size}).`;
    case "api":
      return `No change that matters, though the documents differ in what only orders or describes (${size}).`;
  }
}

/** Notes about the ignore file, a line each. */
export function ignoreNotes({ expired, unmatched }: Comparison): readonly string[] {
  return [
    ...expired.map(
      ({ change, until = "" }) =>
        `accepted until ${until}, and still there: ${change} (it counts again)`,
    ),
    ...unmatched.map(({ change }) => `accepted, but not there (any more): ${change}`),
  ];
}

/** `1.2.0 → 1.3.0`, or the one version that both have. */
export function versionsText({ before, after }: Comparison): string {
  const [was, is] = [before.api.version, after.api.version];
  return was === is ? is : `${was} → ${is}`;
}
