import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "../installed.js";

const CLAUDE_CODE = "@anthropic-ai/claude-code@2.1.328";
const CODEX = "@openai/codex@0.169.0";

/** Claude Code and Codex as they are released, with a home of their own and no network. */
export interface RealClients {
  /** Runs lines of a README in a shell that has both clients; gives what they print. */
  shell(lines: string): string;
  /** What Claude Code has written down for the project. */
  claudeServers(): unknown;
  /** What Codex makes of its file. */
  codexServer(name: string): unknown;
  writeCodexFile(text: string): void;
  remove(): void;
}

/** @param project where they run, and where `npx` finds the package. @param variables all that is in their environment. */
export function openRealClients(
  project: string,
  variables: Readonly<Record<string, string>>,
): RealClients {
  const home = mkdtempSync(join(tmpdir(), "codemode-clients-"));
  const codexHome = join(home, ".codex");
  const programs = join(home, "programs");
  for (const folder of [codexHome, programs]) mkdirSync(folder);
  const claude = `@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`;
  symlinkSync(join(installed(CLAUDE_CODE), claude), join(programs, "claude"));
  symlinkSync(join(installed(CODEX), "@openai/codex/bin/codex.js"), join(programs, "codex"));
  const env = {
    PATH: `${programs}:${process.env["PATH"]}`,
    HOME: home,
    CODEX_HOME: codexHome,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    npm_config_offline: "true",
    ...variables,
  };
  const shell = (lines: string) =>
    execFileSync("sh", ["-ec", lines], {
      cwd: project,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  return {
    shell,
    claudeServers: () =>
      JSON.parse(readFileSync(join(home, ".claude.json"), "utf8")).projects[project].mcpServers,
    codexServer: (name) => JSON.parse(shell(`codex mcp get --json '${name}'`)),
    writeCodexFile: (text) => writeFileSync(join(codexHome, "config.toml"), text),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
