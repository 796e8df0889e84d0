import type { SecurityRequirement } from "../../runtime/api/api.js";
import type { SubjectFindings } from "./findings.js";

type Requirements = readonly SecurityRequirement[];

/** No credential: what an operation without requirements asks for. */
const NOTHING: Requirements = [[]];
const AT = "security";

/**
 * What a caller must have: alternatives of schemes with scopes (OAS 3.1 §4.8.30). Whoever could call by an alternative of the old version
 * can still if some alternative of the new one asks for no more. `renamed` gives a scheme's new name.
 */
export function compareRequirements(
  before: Requirements | undefined,
  after: Requirements | undefined,
  findings: SubjectFindings,
  renamed: (scheme: string) => string,
): void {
  const old = (before ?? NOTHING).map((alternative) =>
    alternative.map(({ scheme, scopes }) => ({ scheme: renamed(scheme), scopes })),
  );
  const now = after ?? NOTHING;
  for (const alternative of old) {
    if (now.some((other) => asksNoMore(other, alternative))) continue;
    const sameSchemes = now.find((other) => haveSameSchemes(other, alternative));
    if (sameSchemes !== undefined) {
      const message = `was ${words(alternative)}, is ${words(sameSchemes)}`;
      findings.add("security-scope-added", AT, message);
    } else if (alternative.length === 0) {
      findings.add("security-added", AT, `was nothing, is ${now.map(words).join(" or ")}`);
    } else {
      findings.add(
        "security-alternative-removed",
        AT,
        `${words(alternative)} is not taken any more`,
      );
    }
  }
  for (const alternative of now) {
    if (old.some((other) => asksNoMore(other, alternative))) continue;
    const sameSchemes = old.find((other) => haveSameSchemes(other, alternative));
    if (alternative.length === 0) {
      findings.add("security-lifted", AT, `was ${old.map(words).join(" or ")}, is nothing`);
    } else if (sameSchemes === undefined) {
      findings.add("security-alternative-added", AT, `${words(alternative)} is taken`);
    } else if (asksNoMore(alternative, sameSchemes)) {
      const message = `was ${words(sameSchemes)}, is ${words(alternative)}`;
      findings.add("security-scope-removed", AT, message);
    }
  }
}

/** True when who has what the second asks for has what the first asks for. */
function asksNoMore(first: SecurityRequirement, second: SecurityRequirement): boolean {
  return first.every(({ scheme, scopes }) => {
    const known = second.find((other) => other.scheme === scheme);
    return known !== undefined && scopes.every((scope) => known.scopes.includes(scope));
  });
}

function haveSameSchemes(first: SecurityRequirement, second: SecurityRequirement): boolean {
  return (
    first.length === second.length &&
    first.every(({ scheme }) => second.some((other) => other.scheme === scheme))
  );
}

/** `oauth (read, write) and key`. */
function words(requirement: SecurityRequirement): string {
  if (requirement.length === 0) return "nothing";
  return requirement
    .map(({ scheme, scopes }) =>
      scopes.length === 0 ? scheme : `${scheme} (${scopes.join(", ")})`,
    )
    .join(" and ");
}
