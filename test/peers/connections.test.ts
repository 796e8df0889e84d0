import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import {
  getDefaultEnvironment,
  StdioClientTransport,
} from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { FILES, testValue } from "./connections/configured.js";
import { type Block, blocksOf } from "./connections/readme-blocks.js";
import { openRealClients, type RealClients } from "./connections/real-clients.js";
import { type StartedLine, startLine } from "./connections/started-line.js";
import { SUBJECTS } from "./connections/subjects.js";
import { startUpstream, type Upstream } from "./connections/upstream.js";
import { installedAlone, packed } from "./packed.js";

// Every configuration that a generated README shows, read as its client reads it and then used. `npx` finds the package where its
// tarball is installed.

const EXAMPLE_URL = "http://127.0.0.1:8080/mcp";
const OFFLINE = { npm_config_offline: "true" };

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

describe.each(SUBJECTS)("the README of an API with $name", (subject) => {
  const { server, variables, optional, prefix } = subject;
  // Not in a repository, the root of which Claude Code would take for the project.
  const folder = mkdtempSync(join(tmpdir(), "codemode-connections-"));
  const project = join(folder, "project");
  const tokenVariable = `${prefix}_MCP_TOKEN`;
  const command = { command: "npx", args: ["-y", subject.package] };
  let blocks: readonly Block[];
  let clients: RealClients;
  /** Where the API is: the documents name places that are not there. */
  let places: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const document = join(folder, "openapi.json");
    writeFileSync(document, JSON.stringify(subject.document));
    const output = join(folder, "package");
    const compile = ["compile", document, "-o", output, "--quiet"];
    expect(await codemode(compile)).toMatchObject({ exitCode: 0 });
    installedAlone(packed(output, folder), project);
    blocks = blocksOf(readFileSync(join(output, "README.md"), "utf8"), "Connect an agent");
    places = {
      [`${prefix}_BASE_URL`]: upstream.url,
      [`${prefix}_TOKEN_URL`]: `${upstream.url}/token`,
    };
  });
  beforeEach(() => {
    const values = [...variables, tokenVariable].map((name) => [name, testValue(name)]);
    clients = openRealClients(project, { ...Object.fromEntries(values), ...places });
  });
  afterEach(() => clients.remove());
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has these blocks", () => {
    const shown = blocks.map(({ heading, before, language }) =>
      heading === "Over HTTP" ? [before, language] : [heading, language],
    );
    expect(shown).toEqual([
      ["Claude Code", "sh"],
      ["Claude Desktop", "json"],
      ["Cursor", "json"],
      ["VS Code", "json"],
      ["Codex", "toml"],
      ["Codex", "sh"],
      ["### Over HTTP", "sh"],
      ["Claude Code:", "sh"],
      ["Cursor:", "json"],
      ["VS Code:", "json"],
      ["Codex:", "toml"],
    ]);
  });

  it.each(["Claude Desktop", "Cursor", "VS Code", "Codex"] as const)(
    "has a file for %s that starts the server",
    async (client) => {
      const configured = await FILES[client](textOf(client, /json|toml/), server);
      if (configured.kind !== "program") throw new Error("It is an address");
      const { kind: _, env, ...program } = configured;
      expect(program).toEqual(command);
      expect(Object.keys(env)).toEqual(variables);
      upstream.seen.length = 0;
      await withClient(
        new StdioClientTransport({
          ...command,
          cwd: project,
          env: { ...getDefaultEnvironment(), ...OFFLINE, ...env, ...places },
          stderr: "inherit",
        }),
        async (connected) => {
          const call = { name: "execute", arguments: { code: subject.snippet } };
          expect(await connected.callTool(call)).not.toHaveProperty("isError");
        },
      );
      expect(upstream.seen.length).toBeGreaterThan(0);
      for (const text of subject.carries) expect(upstream.seen.join("\n")).toContain(text);
    },
  );

  it("has a command with which Claude Code connects", () => {
    clients.shell(textOf("Claude Code", /sh/));
    const env = Object.fromEntries(
      variables.map((name) => [name, `\${${name}${optional.includes(name) ? ":-" : ""}}`]),
    );
    expect(clients.claudeServers()).toEqual({ [server]: { type: "stdio", ...command, env } });
    expect(clients.shell(`claude mcp get '${server}'`)).toMatch(/Status: \S+ Connected/);
  });

  it("has a file and a command that Codex takes for the same server", () => {
    clients.writeCodexFile(textOf("Codex", /toml/));
    const none = { type: "stdio", ...command, env: null, env_vars: [], cwd: null };
    expect(clients.codexServer(server)).toMatchObject({
      enabled: true,
      transport: { ...none, env_vars: variables },
    });
    clients.writeCodexFile("");
    clients.shell(textOf("Codex", /sh/));
    const env = Object.fromEntries(variables.map((name) => [name, "…"]));
    expect(clients.codexServer(server)).toMatchObject({
      enabled: true,
      transport: { ...none, env: variables.length === 0 ? null : env },
    });
  });

  describe("over HTTP", () => {
    let http: StartedLine;

    beforeAll(async () => {
      const line = textOf("Over HTTP", /sh/, "### Over HTTP").replace("8080", "0");
      const variables = { ...OFFLINE, [tokenVariable]: testValue(tokenVariable) };
      http = await startLine(line, project, variables);
    });
    afterAll(() => http.close());

    it.each(["Cursor", "VS Code", "Codex"] as const)("has a file for %s", async (client) => {
      const headers = { Authorization: `Bearer ${testValue(tokenVariable)}` };
      const configured = await FILES[client](textOf("Over HTTP", /json|toml/, client), server);
      expect(configured).toEqual({ kind: "address", url: EXAMPLE_URL, headers });
      await withClient(transportTo(http.url, headers), async () => {});
      await expect(withClient(transportTo(http.url, {}), async () => {})).rejects.toThrow(
        /server's token/,
      );
    });

    it("has a command with which Claude Code connects", () => {
      const line = textOf("Over HTTP", /sh/, "Claude Code");
      expect(line).toContain(EXAMPLE_URL);
      clients.shell(line.replace(EXAMPLE_URL, http.url));
      expect(clients.claudeServers()).toEqual({
        [server]: {
          type: "http",
          url: http.url,
          headers: { Authorization: `Bearer \${${tokenVariable}}` },
        },
      });
      expect(clients.shell(`claude mcp get '${server}'`)).toMatch(/Status: \S+ Connected/);
      const wrong = `${tokenVariable}=other claude mcp get '${server}'`;
      expect(clients.shell(wrong)).not.toMatch(/Status: \S+ Connected/);
    });

    it("has a file that Codex takes", () => {
      clients.writeCodexFile(textOf("Over HTTP", /toml/));
      expect(clients.codexServer(server)).toMatchObject({
        enabled: true,
        transport: {
          type: "streamable_http",
          url: EXAMPLE_URL,
          bearer_token_env_var: tokenVariable,
        },
      });
    });
  });

  function textOf(heading: string, language: RegExp, before = ""): string {
    const found = blocks.filter(
      (block) =>
        block.heading === heading &&
        language.test(block.language) &&
        block.before.startsWith(before),
    );
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) throw new Error(`${found.length} of ${heading}`);
    return only.text;
  }
});

function transportTo(url: string, headers: Record<string, string>) {
  return new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
}

/** Connects, and has the two tools listed before `use`. */
async function withClient(
  transport: Parameters<Client["connect"]>[0],
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ name: "connections", version: "1.0.0" });
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "execute"]);
    await use(client);
  } finally {
    await client.close();
  }
}
