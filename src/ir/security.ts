import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { isObject, type JsonObject, member, objectAt, textAt } from "../normalise/json.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import type { OAuthFlow, SecurityRequirement, SecurityScheme } from "../runtime/api/api.js";
import type { JsonValue } from "../runtime/api/types.js";

/** The schemes of a document, and the requirement that holds where an operation has none. */
export interface Security {
  readonly schemes: readonly SecurityScheme[];
  readonly requirement: readonly SecurityRequirement[];
}

/** Reads a document's security. One that declares or uses none may send a bearer token all the same: many leave it out. */
export function lowerSecurity(document: NormalisedDocument, diagnostics: Diagnostics): Security {
  const schemes = Array.from(document.securitySchemes, ([name, { value }]) =>
    schemeOf(name, value),
  ).filter((scheme) => scheme !== undefined);
  const isUsed =
    document.security.length > 0 ||
    document.operations.some((operation) => (operation.security?.length ?? 0) > 0);
  if (isUsed)
    return {
      schemes,
      requirement: requirements(document.security, schemes, "/security", diagnostics),
    };
  diagnostics.report("security-undeclared", "", {});
  if (schemes.length > 0)
    return {
      schemes,
      requirement: [...schemes.map(({ name }) => [{ scheme: name, scopes: [] }]), []],
    };
  const token: SecurityScheme = { name: "token", kind: "http", scheme: "bearer" };
  return { schemes: [token], requirement: [[{ scheme: token.name, scopes: [] }], []] };
}

/** Alternatives of one requirement; those that name an unknown scheme are left out. */
export function requirements(
  values: readonly JsonValue[],
  schemes: readonly SecurityScheme[],
  pointer: string,
  diagnostics: Diagnostics,
): SecurityRequirement[] {
  const known = new Set(schemes.map(({ name }) => name));
  return values.filter(isObject).flatMap((value) => {
    const unknown = Object.keys(value).find((scheme) => !known.has(scheme));
    if (unknown !== undefined) {
      diagnostics.report("security-scheme-unknown", pointer, { scheme: unknown });
      return [];
    }
    return [Object.entries(value).map(([scheme, scopes]) => ({ scheme, scopes: texts(scopes) }))];
  });
}

function schemeOf(name: string, value: JsonObject): SecurityScheme | undefined {
  const description = textAt(value, "description");
  const about = { name, ...(description !== undefined && { description }) };
  const kind = textAt(value, "type");
  switch (kind) {
    case "apiKey": {
      const location = textAt(value, "in");
      if (location !== "header" && location !== "query" && location !== "cookie") return undefined;
      return { ...about, kind, in: location, parameter: textAt(value, "name") ?? name };
    }
    case "http":
      return { ...about, kind, scheme: httpScheme(textAt(value, "scheme") ?? "bearer") };
    case "oauth2":
      return { ...about, kind, flows: flowsOf(value) };
    case "openIdConnect":
      return { ...about, kind, url: textAt(value, "openIdConnectUrl") ?? "" };
    case "mutualTLS":
      return { ...about, kind };
    default:
      return undefined;
  }
}

/** Case has no meaning (RFC 9110 §11.1). Schemes that are not ours to write are sent as the document has them: not every server knows that. */
function httpScheme(name: string): string {
  const lower = name.toLowerCase();
  return lower === "basic" || lower === "bearer" ? lower : name;
}

const FLOWS = [
  "implicit",
  "password",
  "clientCredentials",
  "authorizationCode",
  "deviceAuthorization",
] as const;

function flowsOf(value: JsonObject): OAuthFlow[] {
  return FLOWS.flatMap((kind) => {
    const flow = objectAt(objectAt(value, "flows"), kind);
    if (flow === undefined) return [];
    const urls = (["authorizationUrl", "tokenUrl", "refreshUrl"] as const).flatMap((key) => {
      const url = textAt(flow, key);
      return url === undefined || url === "" ? [] : [[key, url] as const];
    });
    return [
      { kind, ...Object.fromEntries(urls), scopes: Object.keys(objectAt(flow, "scopes") ?? {}) },
    ];
  });
}

function texts(value: JsonValue): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Servers as the IR has them; the document's defaults fill the variables' (OAS 3.1 §4.8.5). */
export function lowerServers(values: readonly JsonObject[]) {
  return values.flatMap((value) => {
    const url = textAt(value, "url");
    if (url === undefined) return [];
    const description = textAt(value, "description");
    const variables = Object.entries(objectAt(value, "variables") ?? {}).map(([name, variable]) => {
      const values = texts(member(variable, "enum") ?? []);
      return {
        name,
        default: String(member(variable, "default") ?? values[0] ?? ""),
        ...(values.length > 0 && { values }),
      };
    });
    return [
      {
        url,
        ...(description !== undefined && { description }),
        ...(variables.length > 0 && { variables }),
      },
    ];
  });
}
