import type { OAuthFlow, SecurityScheme } from "../../runtime/api/api.js";
import type { SubjectFindings } from "./findings.js";
import { memberAt } from "./place.js";
import { isSame, otherDifferences } from "./same-value.js";

type OAuthScheme = Extract<SecurityScheme, { readonly kind: "oauth2" }>;

const TEXT_FIELDS: ReadonlySet<string> = new Set(["name", "description"]);
const FLOW_FIELDS: ReadonlySet<string> = new Set([
  "kind",
  "authorizationUrl",
  "tokenUrl",
  "refreshUrl",
  "scopes",
]);
const URLS = ["authorizationUrl", "tokenUrl", "refreshUrl"] as const;

/** The security schemes by name; the new name of each that is the same but for its name. */
export function compareSchemes(
  before: readonly SecurityScheme[],
  after: readonly SecurityScheme[],
  findings: SubjectFindings,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const old = new Map(before.map((scheme) => [scheme.name, scheme]));
  const added: SecurityScheme[] = [];
  for (const scheme of after) {
    const known = old.get(scheme.name);
    old.delete(scheme.name);
    if (known === undefined) added.push(scheme);
    else compareScheme(known, scheme, findings);
  }
  for (const scheme of added) {
    const at = placeOf(scheme);
    const known = [...old.values()].find(
      (one) => otherDifferences(one, scheme, TEXT_FIELDS).length === 0,
    );
    if (known === undefined) findings.add("security-scheme-added", at, `${scheme.name} is new`);
    else {
      old.delete(known.name);
      renames.set(known.name, scheme.name);
      findings.add("security-scheme-renamed", at, `was ${known.name}, is ${scheme.name}`);
    }
  }
  for (const scheme of old.values()) {
    findings.add("security-scheme-removed", placeOf(scheme), `${scheme.name} is gone`);
  }
  return renames;
}

function placeOf({ name }: SecurityScheme): string {
  return memberAt("securitySchemes", name);
}

function compareScheme(
  before: SecurityScheme,
  after: SecurityScheme,
  findings: SubjectFindings,
): void {
  const at = placeOf(after);
  if (before.description !== after.description) findings.addText(at);
  if (before.kind === "oauth2" && after.kind === "oauth2") {
    compareFlows(before, after, at, findings);
    return;
  }
  const fields = otherDifferences(before, after, TEXT_FIELDS);
  if (fields.length === 0) return;
  if (before.kind === "openIdConnect" && after.kind === "openIdConnect") {
    findings.add("oauth-url-changed", at, `url was ${before.url}, is ${after.url}`);
  } else {
    const message = `was ${schemeWords(before)}, is ${schemeWords(after)}`;
    findings.add("security-scheme-changed", at, message);
  }
}

function schemeWords(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `apiKey ${scheme.parameter} in the ${scheme.in}`;
    case "http":
      return `http ${scheme.scheme}`;
    default:
      return scheme.kind;
  }
}

function compareFlows(
  before: OAuthScheme,
  after: OAuthScheme,
  at: string,
  findings: SubjectFindings,
): void {
  const old = new Map(before.flows.map((flow) => [flow.kind, flow]));
  for (const flow of after.flows) {
    const known = old.get(flow.kind);
    old.delete(flow.kind);
    const place = memberAt(at, flow.kind);
    if (known === undefined) findings.add("oauth-flow-added", place, `${flow.kind} is new`);
    else compareFlow(known, flow, place, findings);
  }
  for (const { kind } of old.values()) {
    findings.add("oauth-flow-removed", memberAt(at, kind), `${kind} is gone`);
  }
}

function compareFlow(
  before: OAuthFlow,
  after: OAuthFlow,
  at: string,
  findings: SubjectFindings,
): void {
  if (isSame(before, after)) return;
  for (const field of URLS) {
    if (before[field] === after[field]) continue;
    const message = `${field} was ${before[field] ?? "none"}, is ${after[field] ?? "none"}`;
    findings.add("oauth-url-changed", at, message);
  }
  const gone = before.scopes.filter((scope) => !after.scopes.includes(scope));
  const added = after.scopes.filter((scope) => !before.scopes.includes(scope));
  if (gone.length > 0) findings.add("oauth-scope-removed", at, `${gone.join(", ")} is gone`);
  if (added.length > 0) findings.add("oauth-scope-added", at, `${added.join(", ")} is new`);
  for (const field of otherDifferences(before, after, FLOW_FIELDS)) {
    findings.add("api-changed", at, `${field} is another`);
  }
}
