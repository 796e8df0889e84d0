import { type Applies, NOT_APPLICABLE, SCENARIOS, WITH_FIXTURES } from "./scenarios.js";
import { REVISIONS, type Revision, SUITE } from "./suite.js";

const INTRODUCTION = `# Conformance

Generated servers are run against the official suite of MCP, \`${SUITE}\`, over HTTP, in every revision of the protocol
that it has requirements for, those that it does not score too. Every scenario for servers is in one of three groups:

- **generated**: it passes on the server of a compiled package as it is.
- **fixtures**: it calls tools by name, which a generated server has not. It passes on the same HTTP server (access, limits, both
  protocol eras) with those tools in place of \`search\` and \`execute\`.
- **not applicable**, for the reason given.

\`npm run test:peers\` fails for a scenario that does not pass, for one that no longer belongs where it is listed, and for one that the suite
has and this page has not. A warning of the suite counts as a failure.
`;

/** docs/conformance.md */
export function conformancePage(): string {
  return [INTRODUCTION, ...REVISIONS.map(revisionSection), checksSection()].join("\n");
}

function revisionSection(revision: Revision): string {
  const groups = new Map<string, string[]>();
  const scenarios = Object.entries(SCENARIOS[revision]).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, applies] of scenarios) {
    const group = groupOf(applies);
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([group, names]) => `| ${group} | ${names.length} | ${names.map(code).join(", ")} |`);
  return `## ${revision}

| group | ${scenarios.length} | scenarios |
| --- | ---: | --- |
${rows.join("\n")}
`;
}

function checksSection(): string {
  const rows = [
    ...Object.entries(NOT_APPLICABLE).map(([check, notBecause]) => [
      check,
      groupOf({ notBecause }),
    ]),
    ...Object.entries(WITH_FIXTURES).map(([check, tool]) => [check, `fixtures: ${code(tool)}`]),
  ];
  return `## Single checks

Of scenarios that pass on a generated server, these checks are of another group:

| check | group |
| --- | --- |
${rows.map(([check = "", group]) => `| ${code(check)} | ${group} |`).join("\n")}
`;
}

function groupOf(applies: Applies): string {
  return typeof applies === "string" ? applies : `not applicable: ${applies.notBecause}`;
}

/** The groups in the order in which they are explained. */
function rank(group: string): number {
  return group === "generated" ? 0 : group === "fixtures" ? 1 : 2;
}

function code(name: string): string {
  return `\`${name}\``;
}
