import type { Api } from "../../runtime/api/api.js";
import {
  baseUrlVariable,
  type EnvironmentVariable,
  environmentVariables,
  serverTokenVariable,
  variableChoices,
} from "../../runtime/broker/variables.js";
import type { EmitInput } from "../emitter.js";
import { oneLine } from "../markdown.js";
import { slug } from "../slug.js";
import { securityCounts } from "./security-counts.js";

/** The variables that a first connection sets: a base URL where the document has none, and the credentials that most operations go by. */
export function firstVariables(api: Api): readonly EnvironmentVariable[] {
  const usual = api.securitySchemes.length === 0 ? [] : usualChoice(api);
  const base = baseUrlVariable(api);
  return environmentVariables(api).filter(
    ({ name, required }) => usual.includes(name) || (required && name === base),
  );
}

/** The alternative of credentials that is enough for the most operations; the first of the document's where several are. */
function usualChoice(api: Api): readonly string[] {
  const counts = new Map<string, { readonly names: readonly string[]; operations: number }>();
  const asking = api.operations.flatMap(({ security }) =>
    security === undefined ? [] : [security],
  );
  const anyScheme = api.securitySchemes.map(({ name }) => [{ scheme: name, scopes: [] }]);
  for (const [security, operations] of securityCounts(asking.length === 0 ? [anyScheme] : asking)) {
    for (const names of variableChoices(api, security)) {
      if (names.length === 0) continue;
      const counted = counts.get(names.join()) ?? { names, operations: 0 };
      counted.operations += operations;
      counts.set(names.join(), counted);
    }
  }
  let most: { readonly names: readonly string[]; operations: number } | undefined;
  for (const counted of counts.values()) {
    if (most === undefined || counted.operations > most.operations) most = counted;
  }
  return most?.names ?? [];
}

/** How MCP clients are told of the server, as their own documentation has it: exact commands and configuration files. */
export interface Connection {
  readonly claudeCode: string;
  readonly claudeDesktop: string;
  readonly cursor: string;
  readonly vscode: string;
  readonly codex: string;
  readonly codexToml: string;
}

/**
 * The connection texts for a server that starts with `npx -y <package>`. A client that can take the value of a variable from its own
 * environment, or ask for it, does so: then no file holds a secret.
 */
export function connectionOf({ api, package: facts }: EmitInput): Connection {
  const name = clientsName(api);
  const variables = firstVariables(api);
  const command = { command: "npx", args: ["-y", facts.name] };
  const add = (flag: (variable: EnvironmentVariable) => string) =>
    `mcp add ${name}${variables.map((variable) => ` --env ${flag(variable)}`).join("")} -- npx -y ${facts.name}`;
  return {
    // The name stands before the variables: `--env` takes every word that follows it.
    claudeCode: `claude ${add((variable) => `'${variable.name}=${claudeReference(variable)}'`)}`,
    claudeDesktop: pretty({
      mcpServers: { [name]: { ...command, ...environment(variables, () => "…") } },
    }),
    cursor: pretty({
      mcpServers: {
        [name]: {
          type: "stdio",
          ...command,
          ...environment(variables, (variable) => `\${env:${variable}}`),
        },
      },
    }),
    vscode: pretty({
      ...inputs(variables),
      servers: {
        [name]: {
          type: "stdio",
          ...command,
          ...environment(variables, (variable) => `\${input:${variable}}`),
        },
      },
    }),
    codex: `codex ${add((variable) => `${variable.name}=…`)}`,
    codexToml: [
      `[mcp_servers.${name}]`,
      'command = "npx"',
      `args = ["-y", ${JSON.stringify(facts.name)}]`,
      ...(variables.length > 0
        ? [`env_vars = [${variables.map((variable) => JSON.stringify(variable.name)).join(", ")}]`]
        : []),
    ].join("\n"),
  };
}

/** How clients are told of a server that somebody started with `--http`. */
export interface HttpConnection {
  readonly claudeCode: string;
  readonly cursor: string;
  readonly vscode: string;
  readonly codexToml: string;
}

/** The connection texts for a server that listens at `url` and asks for its token. None holds the token itself. */
export function httpConnectionOf(api: Api, url: string): HttpConnection {
  const name = clientsName(api);
  const token = serverTokenVariable(api);
  const authorization = (value: string) => ({ headers: { Authorization: `Bearer ${value}` } });
  const description = "Token of the MCP server";
  return {
    claudeCode: `claude mcp add ${name} ${url} --transport http --header 'Authorization: Bearer \${${token}}'`,
    cursor: pretty({ mcpServers: { [name]: { url, ...authorization(`\${env:${token}}`) } } }),
    vscode: pretty({
      ...inputs([{ name: token, description, secret: true }]),
      servers: { [name]: { type: "http", url, ...authorization(`\${input:${token}}`) } },
    }),
    codexToml: [
      `[mcp_servers.${name}]`,
      `url = ${JSON.stringify(url)}`,
      `bearer_token_env_var = ${JSON.stringify(token)}`,
    ].join("\n"),
  };
}

/** Names that Claude Code keeps for servers of its own. */
const RESERVED: ReadonlySet<string> = new Set(["workspace", "computer-use", "claude-in-chrome"]);

/** What the server is called in a client's configuration. */
export function clientsName(api: Api): string {
  const name = slug(api.name);
  return RESERVED.has(name) ? `${name}-api` : name;
}

/** A variable that is not set stays a reference, of which Claude Code warns, unless it has a default. An empty value is none to the server. */
function claudeReference({ name, required }: EnvironmentVariable): string {
  return `\${${name}${required ? "" : ":-"}}`;
}

/** `env`, where there is something to set. */
function environment(
  variables: readonly EnvironmentVariable[],
  written: (variable: string) => string,
): { readonly env?: { readonly [variable: string]: string } } {
  if (variables.length === 0) return {};
  return { env: Object.fromEntries(variables.map(({ name }) => [name, written(name)])) };
}

/** What VS Code asks for when the server starts for the first time, and keeps encrypted. */
function inputs(
  variables: readonly Pick<EnvironmentVariable, "name" | "description" | "secret">[],
): object {
  if (variables.length === 0) return {};
  return {
    inputs: variables.map(({ name, description, secret }) => ({
      type: "promptString",
      id: name,
      description: oneLine(description, 200),
      ...(secret && { password: true }),
    })),
  };
}

/** JSON as a person writes it: a short list of words stays on its line. */
function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g,
    (_, members: string) => `[${members.replace(/,\s+/g, ", ")}]`,
  );
}
