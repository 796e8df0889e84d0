import type { Place } from "../diagnostics/diagnostic.js";
import { createPlaces } from "../diagnostics/places.js";
import type { Comparison } from "../diff/comparison.js";
import type { Finding, Severity } from "../diff/finding.js";
import { RULES } from "../diff/rules.js";
import type { Document, Source } from "../load/document.js";
import type { Api } from "../runtime/api/api.js";
import { nothingText, ofSeverity, severityCounts, subjectText } from "./diff-groups.js";
import { type Annotation, annotationText } from "./github-commands.js";

/** GitHub shows as many annotations of each level and step. */
const MOST_ANNOTATIONS = 10;

const LEVELS = [
  ["breaking", "error"],
  ["possibly-breaking", "warning"],
] as const satisfies readonly (readonly [Severity, Annotation["level"]])[];

/**
 * Workflow commands of GitHub Actions: the worst findings as annotations of the new document, then one line. The whole report is the step's
 * summary. Lines of commands are the only ones that hold text of the document: another line could be taken for a command.
 */
export function diffGithub(comparison: Comparison, document: Document | undefined): string {
  const nothing = nothingText(comparison);
  if (nothing !== undefined) return `${nothing}\n`;
  const { findings, after } = comparison;
  const placeOf = createFindingPlaces(after.api, document);
  const lines = LEVELS.flatMap(([severity, level]) =>
    ofSeverity(findings, severity)
      .slice(0, MOST_ANNOTATIONS)
      .map((finding) => annotation(level, finding, placeOf(finding))),
  );
  const counts = findings.length === 0 ? "nothing that counts" : severityCounts(findings);
  return `${lines.join("")}API diff: ${counts}. The step's summary has all of it.\n`;
}

interface FindingPlace extends Place {
  readonly file: string;
}

/** Where the operation or the type of a finding stands in the new document; `undefined` where it has none. */
function createFindingPlaces(
  { operations, types }: Api,
  document: Document | undefined,
): (finding: Finding) => FindingPlace | undefined {
  const pointers = new Map<string, string>();
  for (const { id, source } of operations) if (source !== undefined) pointers.set(id, source);
  for (const { name, source } of types)
    if (source !== undefined) pointers.set(`type:${name}`, source);
  const places = new Map<Source, (pointer: string) => Place>();
  return ({ subject }) => {
    const pointer =
      subject.kind === "operation"
        ? pointers.get(subject.operation)
        : subject.kind === "type"
          ? pointers.get(`type:${subject.type}`)
          : undefined;
    if (pointer === undefined || document === undefined) return undefined;
    const origin = document.origin(pointer);
    const find = places.get(origin.source) ?? createPlaces(origin.source);
    places.set(origin.source, find);
    return { file: origin.source.file, ...find(origin.pointer) };
  };
}

function annotation(
  level: Annotation["level"],
  finding: Finding,
  place: FindingPlace | undefined,
): string {
  const { code, subject, at, message } = finding;
  return annotationText({
    level,
    properties: {
      ...(place !== undefined && {
        file: place.file,
        line: String(place.line),
        col: String(place.column),
      }),
      title: `${RULES[code].title} (${code})`,
    },
    message: `${subjectText(subject)}${at === "" ? "" : ` ${at}`}: ${message}`,
  });
}
