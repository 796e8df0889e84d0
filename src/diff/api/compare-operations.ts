import type { Operation, SecurityRequirement } from "../../runtime/api/api.js";
import type { Finding, Subject } from "../finding.js";
import type { Pair } from "../pairing.js";
import { compareBodies } from "./compare-bodies.js";
import type { TypeComparer } from "./compare-named.js";
import { compareParameters } from "./compare-parameters.js";
import { compareResponses } from "./compare-responses.js";
import { compareRequirements } from "./compare-security.js";
import { compareServers } from "./compare-servers.js";
import { findingsAbout, type SubjectFindings } from "./findings.js";
import { isSame, otherDifferences } from "./same-value.js";

/** What is looked at here, and what other parts tell: names and effects are agents' concern, suppliers follow from the rest. */
const OPERATION_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "namespace",
  "name",
  "httpMethod",
  "path",
  "operationId",
  "tags",
  "summary",
  "description",
  "deprecated",
  "effect",
  "effectReason",
  "parameters",
  "body",
  "responses",
  "result",
  "pagination",
  "security",
  "links",
  "suppliers",
  "servers",
  "source",
]);

/** What the comparison of an operation takes from the two versions as a whole. */
export interface OperationContext {
  readonly comparer: TypeComparer;
  /** The new name of a security scheme. */
  readonly schemeNow: (name: string) => string;
  /** True when the change of an operation's security is the change of the whole document's, which is told once. */
  readonly isTold: (
    before: readonly SecurityRequirement[] | undefined,
    after: readonly SecurityRequirement[] | undefined,
  ) => boolean;
}

export function operationSubject({ id, httpMethod, path }: Operation): Subject {
  return { kind: "operation", operation: id, route: `${httpMethod} ${path}` };
}

/** What changed in an operation that both versions have. */
export function compareOperations(
  { before, after, kind }: Pair,
  { comparer, schemeNow, isTold }: OperationContext,
): readonly Finding[] {
  if (isSame(before, after)) return [];
  const findings = findingsAbout(operationSubject(after));
  if (kind === "moved") {
    const message = `was ${before.httpMethod} ${before.path}, is ${after.httpMethod} ${after.path}`;
    findings.add("operation-moved", "", message);
  }
  if (before.operationId !== after.operationId) {
    const message = `was ${before.operationId ?? "none"}, is ${after.operationId ?? "none"}`;
    findings.add("operation-id-changed", "", message);
  }
  if (before.deprecated !== after.deprecated) {
    if (after.deprecated) findings.add("operation-deprecated", "", "is deprecated");
    else findings.add("operation-undeprecated", "", "is not deprecated any more");
  }
  compareParameters(before, after, findings, comparer);
  compareBodies(before, after, findings, comparer);
  compareResponses(before, after, findings, comparer);
  comparePagination(before, after, findings);
  if (!isSame(before.security, after.security) && !isTold(before.security, after.security)) {
    compareRequirements(before.security, after.security, findings, schemeNow);
  }
  if (!isSame(before.servers, after.servers)) {
    compareServers(before.servers ?? [], after.servers ?? [], findings);
  }
  if (!isSame(before.links, after.links)) {
    findings.add("links-changed", "links", "the links of answers are others");
  }
  compareTexts(before, after, findings);
  for (const field of otherDifferences(before, after, OPERATION_FIELDS)) {
    findings.add("operation-changed", field, `${field} is another`);
  }
  return findings.all();
}

function comparePagination(
  { pagination: before }: Operation,
  { pagination: after }: Operation,
  findings: SubjectFindings,
): void {
  if (isSame(before, after)) return;
  if (after === undefined) {
    findings.add(
      "pagination-removed",
      "pagination",
      `was by ${before?.kind ?? "nothing"}, is gone`,
    );
  } else if (before === undefined) {
    findings.add("pagination-added", "pagination", `is by ${after.kind}`);
  } else {
    const fields = otherDifferences(before, after, new Set());
    const message = `was by ${before.kind}, is by ${after.kind} (${fields.join(", ")})`;
    findings.add("pagination-changed", "pagination", message);
  }
}

function compareTexts(before: Operation, after: Operation, findings: SubjectFindings): void {
  for (const field of ["summary", "description", "tags"] as const) {
    if (!isSame(before[field], after[field])) findings.addText(field);
  }
}
