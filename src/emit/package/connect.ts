import type { Api } from "../../runtime/api/api.js";
import {
  baseUrlVariable,
  type EnvironmentVariable,
  environmentVariables,
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

/** How MCP clients are told of the server: exact commands and configuration files. */
export interface Connection {
  readonly claudeCode: string;
  /** Claude Desktop and Cursor. */
  readonly mcpServers: string;
  readonly vscode: string;
  readonly codex: string;
  readonly codexToml: string;
}

/** The connection texts for a server that starts with `npx -y <package>`. */
export function connectionOf({ api, package: facts }: EmitInput): Connection {
  const name = slug(api.name);
  const variables = firstVariables(api);
  const keys = variables.map((variable) => variable.name);
  const command = { command: "npx", args: ["-y", facts.name] };
  const env = keys.length > 0 && { env: Object.fromEntries(keys.map((key) => [key, "…"])) };
  const flags = keys.map((key) => ` --env ${key}=…`).join("");
  return {
    claudeCode: `claude mcp add ${name}${flags} -- npx -y ${facts.name}`,
    mcpServers: pretty({ mcpServers: { [name]: { ...command, ...env } } }),
    vscode: pretty({
      ...(keys.length > 0 && {
        inputs: variables.map(({ name: id, description, secret }) => ({
          type: "promptString",
          id,
          description: oneLine(description, 200),
          ...(secret && { password: true }),
        })),
      }),
      servers: {
        [name]: {
          type: "stdio",
          ...command,
          ...(keys.length > 0 && {
            env: Object.fromEntries(keys.map((key) => [key, `\${input:${key}}`])),
          }),
        },
      },
    }),
    codex: `codex mcp add ${name}${flags} -- npx -y ${facts.name}`,
    codexToml: [
      `[mcp_servers.${name}]`,
      'command = "npx"',
      `args = ["-y", ${JSON.stringify(facts.name)}]`,
      ...(keys.length > 0 ? [`env = { ${keys.map((key) => `${key} = "…"`).join(", ")} }`] : []),
    ].join("\n"),
  };
}

/** JSON as a person writes it: a short list of words stays on its line. */
function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g,
    (_, members: string) => `[${members.replace(/,\s+/g, ", ")}]`,
  );
}
