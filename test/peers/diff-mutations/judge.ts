import type { Finding } from "../../../src/diff/finding.js";
import type { Severity } from "../../../src/diff/rule.js";
import type { Api } from "../../../src/runtime/api/api.js";
import type { Expectation, Mutation } from "./mutation.js";

/** What was wrong with the findings of a mutation; nothing when one of them is what it has to be. */
export function complaint(
  { wanted, route, names }: Mutation,
  findings: readonly Finding[],
  before: Api,
  after: Api,
): string | undefined {
  if (findings.length === 0) return "nothing changed";
  const ids = new Set(
    [...before.operations, ...after.operations]
      .filter((operation) => `${operation.httpMethod} ${operation.path}` === route)
      .map(({ id }) => id),
  );
  const isThere = ({ subject }: Finding): boolean => {
    if (route === undefined) return true;
    if (subject.kind === "operation") return subject.route === route;
    return subject.kind === "type" && subject.operations.some((id) => ids.has(id));
  };
  const fits = findings.some(
    (finding) =>
      wanted.some(({ code, severity }) => code === finding.code && severity === finding.severity) &&
      isThere(finding) &&
      isNamed(finding, names),
  );
  const worse = fits ? findings.filter((finding) => weighsMore(finding, wanted)) : [];
  if (fits && worse.length === 0) return undefined;
  const told = (fits ? worse : findings)
    .slice(0, 4)
    .map(
      ({ code, subject, at, message }) =>
        `${code} ${JSON.stringify(subject).slice(0, 120)} ${at}: ${message}`,
    );
  return `wanted ${JSON.stringify(wanted)}; found ${findings.length}: ${told.join(" | ")}`;
}

const GRAVITY: readonly Severity[] = ["safe", "possibly-breaking", "breaking"];

/** True for a finding that a change of this kind cannot be the reason of: what is safe breaks nothing elsewhere. */
function weighsMore({ severity }: Finding, wanted: readonly Expectation[]): boolean {
  const most = wanted.map((expectation) => GRAVITY.indexOf(expectation.severity));
  return GRAVITY.indexOf(severity) > Math.max(...most);
}

/** True when the place names what was changed. That a named type was changed itself, its own name tells. */
function isNamed({ subject, at }: Finding, name: string | undefined): boolean {
  if (name === undefined || at.includes(JSON.stringify(name)) || at.includes(name)) return true;
  return subject.kind === "type" && at === "";
}
