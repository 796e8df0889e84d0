import { isReservedApiName } from "../ir/reserved-names.js";
import type { Rule } from "./option.js";

const IDENTIFIER = "[A-Za-z_$][A-Za-z0-9_$]*";

/** The name of the client in snippets: an identifier that hides nothing that is in scope there. */
export const apiName: Rule = {
  pattern: `^${IDENTIFIER}$`,
  refusal: (value) => {
    if (!matches(apiName, value)) return "is not a JavaScript identifier";
    return isReservedApiName(value)
      ? "is a reserved word or the name of something that snippets have in scope"
      : undefined;
  },
};

/** `namespace.method`, both identifiers. */
export const operationName: Rule = {
  pattern: `^${IDENTIFIER}\\.${IDENTIFIER}$`,
  refusal: (value) =>
    matches(operationName, value) ? undefined : "is not of the form `namespace.method`",
};

/** What npm accepts for a new package (validate-npm-package-name), and what no command line takes for a flag or a home folder. */
export const packageName: Rule = {
  pattern: "^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9][a-z0-9._~-]*$",
  refusal: (value) => {
    if (value.length > 214) return "is longer than the 214 characters that npm allows";
    const refused = ["node_modules", "favicon.ico"].includes(value);
    return matches(packageName, value) && !refused ? undefined : "is not a name that npm accepts";
  },
};

/** What the MCP registry takes for the name of a server: a reversed domain name, a slash, and a name of its own. */
export const registryName: Rule = {
  pattern: "^[a-zA-Z0-9][a-zA-Z0-9.-]*[a-zA-Z0-9]/[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9]$",
  refusal: (value) => {
    if (value.length > 200) return "is longer than the 200 characters that the MCP registry allows";
    return matches(registryName, value)
      ? undefined
      : "is not of the form `com.example/name` that the MCP registry takes: letters, digits, `.` and `-`, after the slash also `_`, no mark at either end";
  },
};

/** A page of the web, as the MCP registry and npm link to it. */
export const webUrl: Rule = {
  pattern: "^https://[^\\s/?#@]+[^\\s]*$",
  refusal: (value) =>
    matches(webUrl, value) && URL.canParse(value)
      ? undefined
      : "is not an absolute URL that begins with https://",
};

/** Where a repository is: on GitHub and GitLab the URL names an account or group, and the repository. */
export const repositoryUrl: Rule = {
  pattern: "^https://[^\\s/?#@]+/[^\\s?#]+$",
  refusal: (value) => {
    const reason = webUrl.refusal(value);
    if (reason !== undefined) return reason;
    if (!matches(repositoryUrl, value)) return "is not the URL of a repository";
    const { hostname, pathname } = new URL(value);
    const known = /^(?:www\.)?(github|gitlab)\.com$/.exec(hostname)?.[1];
    const segments = known === "gitlab" ? /^(?:\/[\w.-]+){2,}\/?$/ : /^(?:\/[\w.-]+){2}\/?$/;
    return known === undefined || segments.test(pathname)
      ? undefined
      : `is not of the form \`https://${known}.com/owner/repository\``;
  },
};

/** Semantic Versioning 2.0.0, in the form of its own regular expression. */
export const semanticVersion: Rule = {
  pattern:
    "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?$",
  refusal: (value) =>
    value.length <= 256 && matches(semanticVersion, value)
      ? undefined
      : "is not a semantic version such as `1.2.0`",
};

/** `METHOD /path`: a method (RFC 9110 §5.6.2 token), a space, and the path as a document writes it. */
export const route: Rule = {
  pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \\S",
  refusal: (value) => (matches(route, value) ? undefined : "is not of the form `METHOD /path`"),
};

/** A day of the calendar as ISO 8601 writes it: `2027-01-31`. */
export const isoDate: Rule = {
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
  refusal: (value) =>
    matches(isoDate, value) && isDay(value) ? undefined : "is no day such as `2027-01-31`",
};

/** `2027-02-30` becomes a day of March, and so another text. */
function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

export const notEmpty: Rule = {
  pattern: "\\S",
  refusal: (value) => (matches(notEmpty, value) ? undefined : "is empty"),
};

function matches(rule: Rule, value: string): boolean {
  return new RegExp(rule.pattern).test(value);
}
