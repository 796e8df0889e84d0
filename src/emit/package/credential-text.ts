import type { Api } from "../../runtime/api/api.js";
import { propertyKey } from "../../runtime/api/literal.js";
import { environmentVariables, variableChoices } from "../../runtime/broker/variables.js";
import { codeSpan, inlineText } from "../markdown.js";
import { securityCounts } from "./security-counts.js";

/** The variables of a server, and which credentials its operations take where that is not the same for all. */
export function variablesTable(api: Api): string {
  const rows = environmentVariables(api).map(
    ({ name, description, required }) =>
      `| ${codeSpan(name)} | ${required ? "yes" : "no"} | ${inlineText(description, 300)} |`,
  );
  return ["| variable | needed | |", "| --- | --- | --- |", ...rows, ...choicesTable(api)].join(
    "\n",
  );
}

/** Most combinations of credentials that are listed. */
const CHOICES = 12;

/** Which credentials the operations take, where that is not the same one for all of them. */
function choicesTable(api: Api): readonly string[] {
  if (api.securitySchemes.length < 2) return [];
  const counts = new Map<string, number>();
  const taken = api.operations.map(({ security = [] }) => security);
  for (const [security, operations] of securityCounts(taken)) {
    const text = choicesText(variableChoices(api, security));
    counts.set(text, (counts.get(text) ?? 0) + operations);
  }
  const rows = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([text, operations]) => `| ${operations} | ${text} |`);
  const hidden = rows.length - CHOICES;
  return [
    "",
    "What the operations take:",
    "",
    "| operations | |",
    "| ---: | --- |",
    ...rows.slice(0, CHOICES),
    ...(hidden > 0 ? [`| | and ${hidden} rarer combinations |`] : []),
  ];
}

/** `A` and `B` together, or `C`, or nothing. */
function choicesText(choices: readonly (readonly string[])[]): string {
  if (choices.length === 0) return "nothing";
  return choices
    .map((names) => {
      if (names.length === 0) return "nothing";
      return `${names.map(codeSpan).join(" and ")}${names.length > 1 ? " together" : ""}`;
    })
    .join(", or ");
}

/** How the client of this API is given its credentials. */
export function authText(api: Api): string {
  const { securitySchemes } = api;
  const [first] = securitySchemes;
  const has = (...kinds: readonly string[]) =>
    securitySchemes.some(({ kind }) => kinds.includes(kind));
  const example =
    securitySchemes.length > 1 && first !== undefined
      ? `${codeSpan(`createClient({ auth: { ${propertyKey(first.name)}: … } })`)}, by the name of the security scheme: ${securitySchemes.map(({ name }) => codeSpan(name)).join(", ")}`
      : "`createClient({ auth: … })`";
  return [
    `Credentials are an option: ${example}. A key or a token is a text, HTTP Basic is \`{ username, password }\`.`,
    ...(has("oauth2", "openIdConnect")
      ? [
          "An OAuth 2.0 client is `{ clientId, clientSecret }`, with a `refreshToken` to act for a user: access tokens are then got at the token URL, kept, and replaced when they expire.",
        ]
      : []),
    ...(has("mutualTLS")
      ? [
          "For mutual TLS give a `fetch` that connects with your certificate, and `{ clientCertificate: true }` for its scheme.",
        ]
      : []),
  ].join(" ");
}
