import { printable } from "../diagnostics/printable.js";
import type { Api, Operation, SecurityRequirement, SecurityScheme } from "../runtime/api/api.js";
import { type LeastScopes, leastScopes } from "./least-scopes.js";
import { counted } from "./table.js";
import type { Style } from "./terminal.js";

/** Which scopes operations ask for, for a person who is about to create a token: first the least that is enough for all, then who asks for what. */
export function scopesReport(api: Api, operations: readonly Operation[], style: Style): string {
  const all = operations.length === api.operations.length;
  const one = operations.length === 1 ? (operations[0]?.id ?? "") : undefined;
  const subject = one ?? `${all ? "all " : ""}${counted(operations.length, "operation")}`;
  const choices = leastScopes(operations.map(({ security }) => security ?? []));
  const lines = [
    ...leastText(api, subject, choices, style),
    "",
    ...groups(operations).flatMap(({ asks, members }) => [
      "",
      `${style.bold(asks)} ${style.dim(`· ${counted(members.length, "operation")}`)}`,
      ...wrapped(members.map(({ id }) => id)),
    ]),
  ];
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

/** The same as JSON: for each operation its alternatives, scheme → scopes; then the least that is enough for all. */
export function scopesJson(operations: readonly Operation[]): string {
  const least = leastScopes(operations.map(({ security }) => security ?? []));
  const value = {
    operations: operations.map(({ id, httpMethod, path, security = [] }) => ({
      operation: id,
      route: `${httpMethod} ${path}`,
      security: security.map((alternative) =>
        Object.fromEntries(alternative.map(({ scheme, scopes }) => [scheme, scopes])),
      ),
    })),
    least: least.map(({ schemes, scopes, isLeast }) => ({
      scopes: Object.fromEntries(schemes.map((scheme) => [scheme, scopes.get(scheme) ?? []])),
      exact: isLeast,
    })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function leastText(
  api: Api,
  subject: string,
  choices: readonly LeastScopes[],
  style: Style,
): readonly string[] {
  if (choices.length === 0) return [`For ${subject} no credential is needed.`];
  const kinds = new Map(api.securitySchemes.map((scheme) => [scheme.name, kindText(scheme)]));
  const heading =
    choices.length === 1
      ? `For ${subject} you need`
      : `For ${subject} you need one of these ${choices.length}`;
  return [
    `${heading}:`,
    ...choices.flatMap(({ schemes, scopes, isLeast }, at) => [
      ...(at === 0 ? [] : [style.dim("  or")]),
      ...schemes.flatMap((scheme) => {
        const wanted = scopes.get(scheme) ?? [];
        const kind = style.dim(`(${kinds.get(scheme) ?? "unknown"})`);
        const about = `  ${style.bold(printable(scheme))} ${kind}`;
        if (wanted.length === 0) return [about];
        return [
          `${about} with ${counted(wanted.length, "scope")}:`,
          ...wanted.map((scope) => `    ${style.green(printable(scope))}`),
        ];
      }),
      ...(isLeast
        ? []
        : [style.dim("    (too many alternatives to try all: fewer may be enough)")]),
    ]),
  ];
}

function kindText(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "oauth2":
      return "OAuth 2.0";
    case "openIdConnect":
      return "OpenID Connect";
    case "apiKey":
      return "API key";
    case "http":
      return `HTTP ${scheme.scheme}`;
    case "mutualTLS":
      return "client certificate";
  }
}

interface Group {
  readonly asks: string;
  readonly members: readonly Operation[];
}

/** Operations that ask for the same; in the order in which the API has the first of each. */
function groups(operations: readonly Operation[]): readonly Group[] {
  const found = new Map<string, Operation[]>();
  for (const operation of operations) {
    const asks = alternativesText(operation.security ?? []);
    const members = found.get(asks) ?? [];
    members.push(operation);
    found.set(asks, members);
  }
  return Array.from(found, ([asks, members]) => ({ asks, members }));
}

/** `oauth: read, write`, or `key + app`; alternatives stand on either side of `or`. */
function alternativesText(alternatives: readonly SecurityRequirement[]): string {
  if (alternatives.length === 0) return "nothing";
  return alternatives
    .map((alternative) => {
      if (alternative.length === 0) return "nothing";
      return alternative
        .map(({ scheme, scopes }) =>
          printable(scopes.length === 0 ? scheme : `${scheme}: ${scopes.join(", ")}`, 300),
        )
        .join(" + ");
    })
    .join(" or ");
}

const WIDTH = 100;

/** Names with commas, in lines of at most `WIDTH` characters. */
function wrapped(names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const name of names) {
    if (line !== "" && line.length + name.length + 4 > WIDTH) {
      lines.push(`  ${line},`);
      line = "";
    }
    line = line === "" ? name : `${line}, ${name}`;
  }
  return line === "" ? lines : [...lines, `  ${line}`];
}
