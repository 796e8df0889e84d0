import { line, type Mutation } from "./mutation.js";

const AUTH = "client/auth.ts";
const URL = "client/base-url.ts";
const ENDPOINT = "client/token-endpoint.ts";
const SOURCE = "client/token-source.ts";

/** One line of an authentication scheme that is wrong. */
export const CREDENTIAL_FAULTS: readonly Mutation[] = [
  line(
    "a key goes out as Authorization",
    AUTH,
    "return withHeader(request, scheme.parameter, text);",
    'return withHeader(request, "authorization", text);',
  ),
  line("a key in the query is not encoded", URL, "percentEncode(value)}`", "value}`"),
  line("a key in the query is there twice", URL, " && !pair.startsWith(key)", ""),
  line("a key in the query replaces the others", URL, "[...kept, ", "["),
  line("a key in a cookie replaces the others", AUTH, "cookies === null ? own :", "true ? own :"),
  line("a key in a cookie is not encoded", AUTH, "percentEncode(text)}`;", "text}`;"),
  line("Basic is plain text", AUTH, "base64OfText(text)}", "text}"),
  line(
    "Basic is Latin-1",
    "client/base64.ts",
    "return base64(new TextEncoder().encode(text));",
    "return btoa(text);",
  ),
  line("a token has no scheme", AUTH, "isNamedAlready ? text :", "true ? text :"),
  line("a token has its scheme twice", AUTH, "isNamedAlready ? text :", "false ? text :"),
  line(
    "half of a combination will do",
    AUTH,
    "if (grants.length === names.length)",
    "if (grants.length > 0)",
  ),
  line(
    "half of the only combination is kept back",
    AUTH,
    "if (grants.length > most.length) most = grants;",
    "",
  ),
  line(
    "only the first alternative counts",
    AUTH,
    "of requirements) {",
    "of requirements.slice(0, 1)) {",
  ),
  line(
    "an operation has the security of the API",
    AUTH,
    "const requirements = row.security ?? api.security;",
    "const requirements = api.security;",
  ),
  line(
    "one credential stands for several schemes",
    AUTH,
    "return needed === 1 ? held.credential : undefined;",
    "return held.credential;",
  ),
  line(
    "a challenged scheme is sent a fixed text",
    AUTH,
    "if (unanswerable !== undefined || names.length === 0) continue;",
    "if (names.length === 0) continue;",
  ),
  line("a token is sent when it is stale", SOURCE, "now < token.staleAt && ", ""),
  line("a token is fetched for each call", SOURCE, "now < token.staleAt && ", "false && "),
  line(
    "a token serves other scopes",
    SOURCE,
    " && scopes.every((scope) => token.scopes.has(scope))",
    "",
  ),
  line(
    "every caller fetches a token",
    SOURCE,
    "if (now - running.askedAt < DROPPED_MS) return running.token;",
    "",
  ),
  line("a new refresh token is forgotten", SOURCE, "refreshToken = rotated;", ""),
  line(
    "nobody is told of a new refresh token",
    SOURCE,
    "credential.onRefreshToken?.(rotated);",
    "",
  ),
  line(
    "a refresh token is no grant of its own",
    ENDPOINT,
    'grant_type: "refresh_token"',
    'grant_type: "client_credentials"',
  ),
  line(
    "the client's secret is left out",
    ENDPOINT,
    'if (clientSecret !== undefined) parameters.set("client_secret", clientSecret);',
    "",
  ),
  line("the client's id is not encoded", ENDPOINT, "formEncode(clientId)}:", "clientId}:"),
  line("scopes have commas between them", ENDPOINT, 'scopes.join(" ")', 'scopes.join(",")'),
  line(
    "a token endpoint may redirect",
    ENDPOINT,
    'redirect: "manual" } as const',
    'redirect: "follow" } as const',
  ),
  line(
    "a token URL may be plain http",
    "client/token-url.ts",
    'if (url.protocol !== "https:" &&',
    "if (false &&",
  ),
  line(
    "a refused token is not renewed",
    "client/call.ts",
    "if (response.status !== 401 ||",
    "if (true ||",
  ),
  line(
    "credentials follow to another origin",
    "client/redirect.ts",
    "headers: new Headers({ accept })",
    "headers",
  ),
];
