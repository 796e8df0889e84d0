import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { installed } from "../installed.js";
import {
  type AddressEntry,
  isClaudeDesktopFile,
  isCodexFile,
  isCursorFile,
  isVscodeFile,
  type ProgramEntry,
} from "./shapes.js";

/** How a client starts a server, or reaches it, once every reference to a variable is replaced by its value. */
export type Configured = Program | Address;

export interface Program {
  readonly kind: "program";
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Address {
  readonly kind: "address";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a variable has for its value wherever one is set. */
export function testValue(variable: string): string {
  return `value-of-${variable}`;
}

/** Reads a client's file with the entry of one server, checks its shape, and resolves it as the client does. */
export type ReadFile = (text: string, server: string) => Promise<Configured>;

/** Values are taken as they are: `…` is for the reader to replace. */
const claudeDesktop: ReadFile = async (text, server) => {
  const file = parsed(text, isClaudeDesktopFile);
  return resolved(file.mcpServers[server], (value, name) => {
    expect(value).toBe("…");
    return testValue(name);
  });
};

/** `${env:NAME}` is Cursor's own variable. */
const cursor: ReadFile = async (text, server) => {
  const file = parsed(text, isCursorFile);
  return resolved(file.mcpServers[server], (value) =>
    value.replace(/\$\{env:(\w+)\}/g, (_, name: string) => testValue(name)),
  );
};

/** `${input:id}` is asked for; each is declared, and none is declared that is not used. Values of passwords are not shown. */
const vscode: ReadFile = async (text, server) => {
  const { inputs = [], servers } = parsed(text, isVscodeFile);
  const used = new Set<string>();
  const configured = resolved(servers[server], (value) =>
    value.replace(/\$\{input:(\w+)\}/g, (_, id: string) => {
      used.add(id);
      return testValue(id);
    }),
  );
  expect([...used].sort()).toEqual(inputs.map(({ id }) => id).sort());
  for (const { id, password } of inputs) {
    if (/TOKEN|SECRET|KEY/.test(id)) expect(password).toBe(true);
  }
  return configured;
};

/** Variables of Codex's own are passed on by name, and so is the token of a server. */
const codex: ReadFile = async (text, server) => {
  const module = join(installed("smol-toml@1.9.1"), "smol-toml/dist/index.js");
  const { parse } = await import(pathToFileURL(module).href);
  const file: unknown = parse(text);
  if (!isCodexFile(file)) throw new Error(`${JSON.stringify(isCodexFile.errors)} in ${text}`);
  const entry = file.mcp_servers[server];
  if (entry === undefined) throw new Error(`no ${server} in ${text}`);
  if ("url" in entry) {
    const token = testValue(entry.bearer_token_env_var);
    return { kind: "address", url: entry.url, headers: { Authorization: `Bearer ${token}` } };
  }
  const { command, args, env_vars: names = [] } = entry;
  const env = Object.fromEntries(names.map((name) => [name, testValue(name)]));
  return { kind: "program", command, args, env };
};

export const FILES = {
  "Claude Desktop": claudeDesktop,
  Cursor: cursor,
  "VS Code": vscode,
  Codex: codex,
};

/** A validator of AJV. */
interface Shape<File> {
  (value: unknown): value is File;
  errors?: unknown;
}

function parsed<File>(text: string, isFile: Shape<File>): File {
  const value: unknown = JSON.parse(text);
  if (!isFile(value)) throw new Error(`${JSON.stringify(isFile.errors)} in ${text}`);
  return value;
}

function resolved(
  entry: ProgramEntry | AddressEntry | undefined,
  resolve: (value: string, name: string) => string,
): Configured {
  if (entry === undefined) throw new Error("The file has no server of that name");
  const each = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, resolve(value, name)]));
  return "url" in entry
    ? { kind: "address", url: entry.url, headers: each(entry.headers) }
    : { kind: "program", command: entry.command, args: entry.args, env: each(entry.env ?? {}) };
}
