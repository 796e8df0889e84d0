import type { Operation, Response } from "../../runtime/api/api.js";
import { successResponses } from "../../runtime/api/success.js";
import {
  type ContentRules,
  compareContentDetails,
  compareContentTypes,
  compareMediaTypes,
} from "./compare-contents.js";
import type { TypeComparer } from "./compare-named.js";
import type { SubjectFindings } from "./findings.js";
import { isSame, otherDifferences } from "./same-value.js";
import { typeWords } from "./type-words.js";

const RESPONSE_FIELDS: ReadonlySet<string> = new Set(["status", "contents"]);
const RESULT_FIELDS: ReadonlySet<string> = new Set(["type", "mayBeEmpty"]);
const RULES: ContentRules = {
  direction: "result",
  added: "result-media-type-added",
  removed: "result-media-type-removed",
  other: "response-changed",
};

/** What comes back: the result, the statuses of successes and errors, and what each has. */
export function compareResponses(
  before: Operation,
  after: Operation,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  compareResults(before, after, findings, comparer);
  if (isSame(before.responses, after.responses)) return;
  const old = successResponses(before.responses);
  const now = successResponses(after.responses);
  compareSuccesses(old, now, findings, comparer);
  compareErrors(
    before.responses.filter((response) => !old.includes(response)),
    after.responses.filter((response) => !now.includes(response)),
    findings,
    comparer,
  );
}

/** What a call resolves to, whichever status it has. */
function compareResults(
  { result: before }: Operation,
  { result: after }: Operation,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  if (isSame(before, after)) return;
  if (before.type !== undefined && after.type !== undefined) {
    findings.addTypes("result", "result", comparer.difference(before.type, after.type));
    if (before.mayBeEmpty !== after.mayBeEmpty) {
      if (after.mayBeEmpty) findings.add("result-may-be-empty", "result", "may be undefined");
      else findings.add("result-never-empty", "result", "is never undefined");
    }
  } else if (after.type !== undefined) {
    findings.add("result-added", "result", `was undefined, is ${typeWords(after.type)}`);
  } else if (before.type !== undefined) {
    findings.add("result-removed", "result", `was ${typeWords(before.type)}, is undefined`);
  }
  for (const field of otherDifferences(before, after, RESULT_FIELDS)) {
    findings.add("response-changed", "result", `${field} is another`);
  }
}

function compareSuccesses(
  before: readonly Response[],
  after: readonly Response[],
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  const { pairs, removed, added } = replaced(pairStatuses(before, after));
  for (const { status } of removed) {
    findings.add("success-status-removed", "result", `${status} is gone`);
  }
  for (const { status } of added) {
    findings.add("success-status-added", "result", `${status} is new`);
  }
  for (const [old, now] of pairs) {
    if (old.status !== now.status) {
      const message = `was ${old.status}, is ${now.status}`;
      findings.add("success-status-changed", "result", message);
    }
    if (old.contents.length > 0 && now.contents.length > 0) {
      compareMediaTypes(old.contents, now.contents, "result", findings, RULES);
    }
    compareContentDetails(old.contents, now.contents, "result", findings, comparer, RULES);
    for (const field of otherDifferences(old, now, RESPONSE_FIELDS)) {
      findings.add("response-changed", "result", `${field} of ${now.status} is another`);
    }
  }
}

function compareErrors(
  before: readonly Response[],
  after: readonly Response[],
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  const { pairs, removed, added } = pairStatuses(before, after);
  for (const { status } of removed) {
    findings.add("error-status-removed", `errors.${status}`, `${status} is gone`);
  }
  for (const { status } of added) {
    findings.add("error-status-added", `errors.${status}`, `${status} is new`);
  }
  for (const [old, now] of pairs) {
    const at = `errors.${now.status}`;
    if (old.contents.length === 0 && now.contents.length > 0) {
      findings.add("error-body-added", at, `${now.status} has content`);
    } else if (old.contents.length > 0 && now.contents.length === 0) {
      findings.add("error-body-removed", at, `${now.status} has no content any more`);
    } else compareMediaTypes(old.contents, now.contents, at, findings, RULES);
    compareContentTypes(old.contents, now.contents, at, findings, comparer, "result");
    compareContentDetails(old.contents, now.contents, at, findings, comparer, RULES);
    for (const field of otherDifferences(old, now, RESPONSE_FIELDS)) {
      findings.add("response-changed", at, `${field} is another`);
    }
  }
}

interface StatusPairs {
  readonly pairs: readonly (readonly [Response, Response])[];
  readonly removed: readonly Response[];
  readonly added: readonly Response[];
}

function pairStatuses(before: readonly Response[], after: readonly Response[]): StatusPairs {
  const old = new Map(before.map((response) => [response.status, response]));
  const pairs: (readonly [Response, Response])[] = [];
  const added: Response[] = [];
  for (const response of after) {
    const known = old.get(response.status);
    old.delete(response.status);
    if (known === undefined) added.push(response);
    else pairs.push([known, response]);
  }
  return { pairs, removed: [...old.values()], added };
}

/** Where one success of each version is left over, that one took the other's place. */
function replaced({ pairs, removed, added }: StatusPairs): StatusPairs {
  const [was] = removed;
  const [is] = added;
  if (was === undefined || is === undefined || removed.length + added.length > 2) {
    return { pairs, removed, added };
  }
  return { pairs: [...pairs, [was, is]], removed: [], added: [] };
}
