import {
  type Comparison,
  type Gate,
  isStopped,
  PARTS,
  partOf,
  SEVERITIES,
} from "../diff/comparison.js";
import { type Finding, fingerprint } from "../diff/finding.js";
import type { Version } from "../diff/version.js";
import { ofSeverity } from "./diff-groups.js";

/** What `diff --json` prints, as `schemas/diff-report.schema.json` says. Equal versions and days print equal bytes. */
export function diffJson(comparison: Comparison, gates: ReadonlySet<Gate>): string {
  const { before, after, differs, findings, accepted, tokens, queries, snippets } = comparison;
  const value = {
    outcome: findings.some((finding) => isStopped(finding, gates)) ? "stopped" : "passed",
    failOn: [...gates],
    differs,
    before: versionJson(before),
    after: versionJson(after),
    counts: Object.fromEntries(
      PARTS.map((part) => {
        const own = findings.filter((finding) => partOf(finding) === part);
        return [
          part,
          Object.fromEntries(
            SEVERITIES.map((severity) => [severity, ofSeverity(own, severity).length]),
          ),
        ];
      }),
    ),
    findings: findings.map((finding) => ({
      ...findingJson(finding),
      stopped: isStopped(finding, gates),
    })),
    accepted: accepted.map(({ finding, ignored }) => ({
      ...findingJson(finding),
      until: ignored.until ?? null,
      reason: ignored.reason,
    })),
    ignoreFile: { expired: comparison.expired, unmatched: comparison.unmatched },
    tokens: { tokenizer: "o200k_base", ...tokens },
    queries: queries.map(({ file, before: was, after: is, missing }) => ({
      file,
      rows: is.rows.length,
      before: was.figures,
      after: is.figures,
      missing,
    })),
    snippets: snippets ?? null,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function versionJson({ name, api }: Version) {
  return {
    from: name,
    name: api.name,
    title: api.title,
    version: api.version,
    operations: api.operations.length,
    types: api.types.length,
  };
}

function findingJson(finding: Finding) {
  const { code, severity, subject, at, message } = finding;
  return {
    fingerprint: fingerprint(finding),
    code,
    part: partOf(finding),
    severity,
    subject,
    at,
    message,
  };
}
