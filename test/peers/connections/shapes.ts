import { Ajv } from "ajv";

// What the documentation of each client says that its file may hold, as far as it concerns a server; nothing else may be in it.

const ajv = new Ajv({ strict: true, strictRequired: false });

const TEXT = { type: "string", minLength: 1 };
const TEXTS = { type: "array", items: TEXT };
const TEXT_MAP = { type: "object", minProperties: 1, additionalProperties: TEXT };
const ANY_NAME = "^[a-zA-Z0-9_-]{1,64}$";

/** Fields of a server; those whose names end with `?` may be left out. */
function fields(shape: Readonly<Record<string, object>>): object {
  const entries = Object.entries(shape);
  const required = entries.map(([name]) => name).filter((name) => !name.endsWith("?"));
  const properties = Object.fromEntries(
    entries.map(([name, schema]) => [name.replace("?", ""), schema]),
  );
  return { type: "object", additionalProperties: false, required, properties };
}

/** A file with one server, under the key that the client looks at. */
function file(key: string, server: object, more: Readonly<Record<string, object>> = {}): object {
  const servers = {
    type: "object",
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    patternProperties: { [ANY_NAME]: server },
  };
  return fields({ [key]: servers, ...more });
}

const COMMAND = { command: TEXT, args: TEXTS };
const STDIO = { type: { const: "stdio" }, ...COMMAND, "env?": TEXT_MAP };

export interface ProgramEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface AddressEntry {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CodexProgramEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env_vars?: readonly string[];
}

export interface CodexAddressEntry {
  readonly url: string;
  readonly bearer_token_env_var: string;
}

interface Servers<Entry> {
  readonly [server: string]: Entry;
}

/** claude_desktop_config.json */
export const isClaudeDesktopFile = ajv.compile<{ mcpServers: Servers<ProgramEntry> }>(
  file("mcpServers", fields({ ...COMMAND, "env?": TEXT_MAP })),
);

/** mcp.json of Cursor */
export const isCursorFile = ajv.compile<{ mcpServers: Servers<ProgramEntry | AddressEntry> }>(
  file("mcpServers", { anyOf: [fields(STDIO), fields({ url: TEXT, headers: TEXT_MAP })] }),
);

export interface VscodeFile {
  readonly inputs?: readonly { readonly id: string; readonly password?: true }[];
  readonly servers: Servers<ProgramEntry | AddressEntry>;
}

/** mcp.json of VS Code */
export const isVscodeFile = ajv.compile<VscodeFile>(
  file(
    "servers",
    {
      anyOf: [fields(STDIO), fields({ type: { const: "http" }, url: TEXT, headers: TEXT_MAP })],
    },
    {
      "inputs?": {
        type: "array",
        minItems: 1,
        items: fields({
          type: { const: "promptString" },
          id: TEXT,
          description: { type: "string", pattern: "^[^\\n]{1,200}$" },
          "password?": { const: true },
        }),
      },
    },
  ),
);

/** config.toml of Codex */
export const isCodexFile = ajv.compile<{
  mcp_servers: Servers<CodexProgramEntry | CodexAddressEntry>;
}>(
  file("mcp_servers", {
    anyOf: [
      fields({ ...COMMAND, "env_vars?": TEXTS }),
      fields({ url: TEXT, bearer_token_env_var: TEXT }),
    ],
  }),
);
