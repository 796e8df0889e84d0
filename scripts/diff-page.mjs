// docs/diff.md: how to read a comparison, and every rule from the table that the program has.
import { GATES, PARTS } from "../dist/diff/comparison.js";
import { RULES } from "../dist/diff/rules.js";

/** @typedef {keyof typeof RULES} Code */

const PART_TITLES = {
  api: "API: callers",
  agents: "Agents: prompts, skills, snippets, policies",
  tokens: "Tokens: the budget",
};

/**
 * Where we judge otherwise than oasdiff does by default: our code, its check, its level, why.
 * @type {readonly (readonly [Code, string, string, string])[]}
 */
const OTHERWISE = [
  [
    "parameter-removed",
    "request-parameter-removed",
    "WARN",
    "A server may well ignore what it does not know. A typed call may not: the argument is gone from the types, so a snippet that gives it is refused before it runs.",
  ],
  [
    "result-property-removed",
    "response-optional-property-removed",
    "INFO",
    "Optional or not, code that reads the property does not type-check any more.",
  ],
  [
    "operation-removed-after-deprecation",
    "api-removed-with-deprecation",
    "INFO",
    "A deprecation tells people. A saved snippet or a prompt reads none, and fails.",
  ],
  [
    "success-status-removed",
    "response-success-status-removed",
    "ERR",
    "A call resolves with the body of whatever 2xx comes back; only who looks at the status itself sees a difference. What the body says has rules of its own.",
  ],
  [
    "request-constraint-tightened",
    "request-property-max-length-decreased, request-parameter-pattern-added and their like",
    "ERR",
    "No type changes; whether a caller sends such values, no document tells.",
  ],
  [
    "request-default-changed",
    "request-parameter-default-value-changed",
    "INFO",
    "Who leaves the argument out gets something else than before.",
  ],
  [
    "security-scheme-changed",
    "api-security-component-type-changed",
    "INFO",
    "The credential that a server was started with is sent another way, or is not the right one.",
  ],
  [
    "security-scheme-removed",
    "api-security-component-removed",
    "INFO",
    "A variable of the server's environment has no meaning any more.",
  ],
  [
    "oauth-scope-removed",
    "api-security-component-oauth-scope-removed",
    "INFO",
    "A grant that asks for the scope may be refused.",
  ],
];

/** The page. */
export function diffMarkdown() {
  return `# Comparing two versions

\`codemode diff <old> <new>\` says what a new version of an API does to its callers, to agents, and to the token budget. Written by \`npm run docs\`.

\`\`\`
codemode diff v1.2:openapi.yaml openapi.yaml                          # a revision of git, and the file
codemode diff ./old-codemode ./library-codemode --fail-on breaking    # two compiled packages
codemode diff origin/main:openapi.yaml openapi.yaml --format github   # in CI
\`\`\`

Each side is a document (whatever \`compile\` takes), a schema folder, a compiled package, or one of these in a revision of git. A file that exists goes first; a path in a
revision is taken from the top of the repository, or with \`./\` from the working directory. A document of a revision is read with the files that it refers to in that revision.

Each version has its own configuration: the \`codemode.config.json\` and \`codemode.policy.json\` beside it, for a revision those of the revision: where it has none, there is none. \`--config\`, \`--overlay\` and
\`--name\` hold for both. Golden queries, budgets and the ignore file are the new version's.

## Reading a report

Every finding has a code, a severity, a subject (an operation, a type, a namespace or the whole API) and a place in it, as TypeScript reads it: \`args.state\`,
\`body.labels[]\`, \`result.items[].id\`. A change of a named type is one finding, however many operations reach the type.

- **breaking**: something that worked does not work any more.
- **possibly breaking**: it depends on the caller, or on values that no type tells.
- **safe**: whoever used the old version can use the new one as it is.

Direction decides: a new required argument breaks callers, a new property of a result does not; a new value of an enum is harmless in a request and not in a result.

When nothing changed, the report is one line. When the documents differ and what they say of the API does not, it is one line that says so.

The formats are \`text\` (a screen; \`--all\` for everything), \`json\` (\`schemas/diff-report.schema.json\`), \`markdown\` (fits a comment on a pull request), \`github\` (annotations of the new
document, the Markdown as the step's summary) and \`junit\` (a test case for each thing that changed).

## Failing a build

\`--fail-on\` takes ${GATES.map((gate) => `\`${gate}\``).join(", ")}, several with commas; without it the exit code is 0.

- \`breaking\`: any breaking finding, in any part.
- \`agent\`: a breaking or possibly breaking finding of the agents' part.
- \`budget\`: a limit of \`budgets\` in the configuration that the new version does not hold.
- \`any\`: any finding at all.

Accepted changes stand in \`codemode.ignore.json\` beside the new version, or in the file that \`--ignore\` names (JSON with comments; \`schemas/codemode.ignore.schema.json\`):

\`\`\`json
[
  // Agreed with the shop team.
  { "change": "parameter-removed GET /books args.sort", "until": "2027-01-31", "reason": "nobody sends it" }
]
\`\`\`

\`change\` is the fingerprint of a finding, which \`--all\` and \`--json\` print: it is the same for the same change, whatever else the versions differ in. After the day of \`until\` the change
counts again, and is named. An entry that matches nothing is named too: it can go.

## Tokens

What an agent pays (o200k_base): the surfaces as a whole, then the answers to operations by their exact names, with the types that made them longer or shorter. Only what can have changed is
counted; where that is more than 400 operations, an even sample, and the report says so. The size itself is a table, not a finding. A limit in the configuration makes it one.

## Rules

The severity is that of most findings with the code. \`oasdiff\` is the check of [oasdiff](https://www.oasdiff.com) that tells the same, where there is one; of several for different places or
keywords, one of them.

${PARTS.map((part) => `### ${PART_TITLES[part]}\n\n${rulesTable(part)}`).join("\n\n")}

## Where we differ from oasdiff

oasdiff judges a contract between any client and a server. We know more of the client: it is typed, it is checked before it runs, and often it is a snippet that nobody looks at again.

| ours | severity | oasdiff | its level | why |
|---|---|---|---|---|
${OTHERWISE.map(([code, check, level, why]) => `| \`${code}\` | ${RULES[code].severity} | ${check} | ${level} | ${cell(why)} |`).join("\n")}

Besides:

- An operation whose method or path changed is recognised and is one finding, \`operation-moved\`; oasdiff tells of a removed and an added one (\`api-path-removed-without-deprecation\`, \`endpoint-added\`).
- \`readOnly\` and \`writeOnly\` need no rules of their own: a schema with such properties is two types, one that is sent and one that comes back.
- Extensions are not read: neither sunset dates (\`api-removed-before-sunset\`) nor stability levels (\`api-stability-decreased\`).
- Headers of responses are not compared: a call gives the body.
- Names in code, effects, policies, suppliers of ids, snippets, golden queries and tokens have no counterpart there.
`;
}

/** @param {string} part */
function rulesTable(part) {
  const rows = Object.entries(RULES)
    .filter(([, rule]) => rule.part === part)
    .map(([code, rule]) => {
      const check = "oasdiff" in rule ? rule.oasdiff : "";
      return `| \`${code}\` | ${rule.severity} | ${cell(rule.title)} | ${cell(rule.why)} | ${check} |`;
    });
  return `| code | severity | what | why | oasdiff |\n|---|---|---|---|---|\n${rows.join("\n")}`;
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
