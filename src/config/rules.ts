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

/** What npm accepts for a new package (validate-npm-package-name). */
export const packageName: Rule = {
  pattern: "^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$",
  refusal: (value) => {
    if (value.length > 214) return "is longer than the 214 characters that npm allows";
    const refused = ["node_modules", "favicon.ico"].includes(value);
    return matches(packageName, value) && !refused ? undefined : "is not a name that npm accepts";
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

export const notEmpty: Rule = {
  pattern: "\\S",
  refusal: (value) => (matches(notEmpty, value) ? undefined : "is empty"),
};

function matches(rule: Rule, value: string): boolean {
  return new RegExp(rule.pattern).test(value);
}
