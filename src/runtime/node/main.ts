import { fileURLToPath } from "node:url";
import type { Api } from "../api/api.js";
import { readApiLines } from "../api/stored-api.js";
import { environmentVariables } from "../broker/variables.js";
import { ConfigurationError } from "../client/errors.js";
import { type Command, OPTIONS, readCommand } from "./arguments.js";
import { createHost, type Host } from "./host.js";
import { serveOnStdio } from "./stdio.js";
import { readTextFile, readTextLines } from "./text-file.js";
import { type CheckMode, checkingText, chooseChecking } from "./type-check/check-mode.js";

const command = readCommand(process.argv.slice(2));

switch (command.kind) {
  case "wrong":
    fail(2, command.message);
    break;
  case "help":
    process.stdout.write(helpText(openApi()));
    break;
  case "version":
    process.stdout.write(
      `${openApi().version}\nchecked: ${checkingText(checkingOf(command.check))}\n`,
    );
    break;
  case "serve":
    await serveOnStdio(hostOf(command), log);
    break;
}

function hostOf({ kind: _, check, ...settings }: Extract<Command, { kind: "serve" }>): Host {
  try {
    return createHost({
      api: openApi(),
      index: () => readBeside("index.json", readTextFile),
      environment: process.env,
      workerUrl: new URL("sandbox.js", import.meta.url),
      checking: checkingOf(check),
      declarations: async () => ({
        kind: "folder",
        folder: fileURLToPath(new URL("dist/schema", import.meta.url)),
      }),
      log,
      ...settings,
    });
  } catch (error) {
    if (error instanceof ConfigurationError) return fail(2, error.message);
    throw error;
  }
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function checkingOf(mode: CheckMode) {
  const checking = chooseChecking(mode, new URL(import.meta.url));
  return checking.kind === "impossible" ? fail(2, checking.message) : checking;
}

function openApi(): Api {
  const lines = readBeside("api.json", readTextLines);
  try {
    return readApiLines(lines);
  } catch (error) {
    return fail(1, `api.json cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function readBeside<T>(name: string, read: (file: URL) => T): T {
  try {
    return read(new URL(name, import.meta.url));
  } catch (error) {
    return fail(1, `${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function fail(exitCode: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}

function helpText(api: Api): string {
  const rows = [
    ...OPTIONS.map(({ flag, text }) => [flag, text] as const),
    ...environmentVariables(api).map(
      ({ name, description, required }) =>
        [name, `${description}${required ? " (required)" : ""}`] as const,
    ),
  ];
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const line = ([left, right]: readonly [string, string]) => `  ${left.padEnd(width)}${right}`;
  return [
    `MCP server for ${api.title} ${api.version}: the tools search and execute, over standard input and output.`,
    "",
    "Usage: node server.js [options]",
    "",
    "Options:",
    ...rows.slice(0, OPTIONS.length).map(line),
    "",
    "Environment:",
    ...rows.slice(OPTIONS.length).map(line),
    "",
  ].join("\n");
}
