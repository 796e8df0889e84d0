import type { Operation, RequestBody } from "../../runtime/api/api.js";
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

const BODY_FIELDS: ReadonlySet<string> = new Set(["name", "required", "description", "contents"]);
const RULES: ContentRules = {
  direction: "request",
  added: "body-media-type-added",
  removed: "body-media-type-removed",
  other: "operation-changed",
};

/** What is sent in the body. */
export function compareBodies(
  { body: before }: Operation,
  { body: after }: Operation,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  if (before === undefined && after !== undefined) {
    const code = after.required ? "body-required-added" : "body-added";
    findings.add(code, "body", `${bodyWords(after)} is new`);
  }
  if (before !== undefined && after === undefined) {
    findings.add("body-removed", "body", `${bodyWords(before)} is gone`);
  }
  if (before === undefined || after === undefined || isSame(before, after)) return;
  if (before.name !== after.name) {
    findings.add("argument-renamed", "body", `was ${before.name}, is ${after.name}`);
  }
  if (before.required !== after.required) {
    if (after.required) findings.add("body-became-required", "body", "was optional, is required");
    else findings.add("body-became-optional", "body", "was required, is optional");
  }
  compareMediaTypes(before.contents, after.contents, "body", findings, RULES);
  compareContentTypes(before.contents, after.contents, "body", findings, comparer, "request");
  compareContentDetails(before.contents, after.contents, "body", findings, comparer, RULES);
  if (before.description !== after.description) findings.addText("body");
  for (const field of otherDifferences(before, after, BODY_FIELDS)) {
    findings.add("operation-changed", "body", `${field} is another`);
  }
}

function bodyWords({ name, required, contents }: RequestBody): string {
  const [first] = contents;
  return `${name}${required ? "" : "?"}: ${first === undefined ? "unknown" : typeWords(first.type)}`;
}
