import { type Comparison, type Gate, isStopped, PARTS, partOf } from "../diff/comparison.js";
import type { Finding } from "../diff/finding.js";
import { type Group, groupsOf, subjectText } from "./diff-groups.js";

/** The report for what reads JUnit's XML: a test case for every thing that changed, failed where a gate stops one of its changes. */
export function diffJunit(comparison: Comparison, gates: ReadonlySet<Gate>): string {
  const suites = PARTS.map((part) => {
    const own = comparison.findings.filter((finding) => partOf(finding) === part);
    return { part, cases: groupsOf(own) };
  });
  const isFailed = (findings: readonly Finding[]) =>
    findings.some((finding) => isStopped(finding, gates));
  const all = suites.flatMap(({ cases }) => cases);
  const failures = (cases: readonly Group[]) =>
    cases.filter(({ findings }) => isFailed(findings)).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="codemode diff" tests="${all.length}" failures="${failures(all)}">`,
    ...suites.flatMap(({ part, cases }) => [
      `  <testsuite name="${part}" tests="${cases.length}" failures="${failures(cases)}">`,
      ...cases.flatMap(({ subject, findings }) => [
        `    <testcase classname="codemode.diff.${part}" name="${xml(subjectText(subject))}">`,
        ...findings.filter((one) => isStopped(one, gates)).map(failure),
        ...output(findings.filter((one) => !isStopped(one, gates))),
        "    </testcase>",
      ]),
      "  </testsuite>",
    ]),
    "</testsuites>\n",
  ].join("\n");
}

function failure(finding: Finding): string {
  return `      <failure type="${finding.code}" message="${xml(lineOf(finding))}"/>`;
}

function output(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findings.map((finding) => xml(`${finding.severity}: ${lineOf(finding)}`));
  return [`      <system-out>${lines.join("\n")}</system-out>`];
}

function lineOf({ at, message }: Finding): string {
  return at === "" ? message : `${at}: ${message}`;
}

/** What XML 1.0 §2.2 has no way to write, not even as a reference. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text as the value of an attribute or as content. */
function xml(text: string): string {
  return text
    .replace(NO_CHARACTER, "\u{FFFD}")
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character);
}
