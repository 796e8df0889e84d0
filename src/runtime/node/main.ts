import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import type { Api } from "../api/api.js";
import { readApiLines } from "../api/stored-api.js";
import { readSurfaceFacts, type SurfaceFacts } from "../mcp/surface-facts.js";
import { surfaceOf } from "../mcp/tools.js";
import { helpText, versionText } from "./about.js";
import { type Command, readCommand } from "./arguments.js";
import type { Host, HostOptions } from "./host.js";
import type { HttpSettings } from "./http-arguments.js";
import { readTextFile, readTextLines } from "./text-file.js";
import { type CheckMode, chooseChecking } from "./type-check/check-mode.js";

// V8 gives new values twice the room whenever many survive, as all do that start makes, and does not take it back: 17 MiB of an idle server.
setFlagsFromString("--semi-space-growth-factor=1");

type Serve = Extract<Command, { kind: "serve" }>;

const command = readCommand(process.argv.slice(2));

switch (command.kind) {
  case "wrong":
    fail(2, command.message);
    break;
  case "help":
    process.stdout.write(helpText(openApi()));
    break;
  case "version":
    process.stdout.write(versionText(openFacts().version, checkingOf(command.check)));
    break;
  case "serve":
    await serve(command);
    break;
}

function serve(settings: Serve): Promise<void> {
  const { http } = settings;
  return http === undefined ? serveStdio(settings) : serveHttp(settings, http);
}

/** Which tools there are is answered before what stands behind them is loaded. Files that cannot be used end the server at once, so they are opened first. */
async function serveStdio(settings: Serve): Promise<void> {
  const surface = surfaceOf(openFacts(), settings.policy);
  const checking = checkingOf(settings.check);
  const { serveOnStdio } = await import("./stdio.js");
  const open = () => openHost(settings, checking, openApi(), log);
  if (settings.stateFolder === undefined && settings.auditFile === undefined) {
    return serveOnStdio({ surface, open }, log);
  }
  const host = await open();
  const { reopenAudit } = host;
  await serveOnStdio(
    { surface, open: async () => host, ...(reopenAudit !== undefined && { reopenAudit }) },
    log,
  );
}

async function serveHttp(settings: Serve, http: HttpSettings): Promise<void> {
  const checking = checkingOf(settings.check);
  const api = openApi();
  const { serveOnHttp, messageLog } = await import("./http.js");
  try {
    await serveOnHttp({
      api,
      settings: http,
      surface: surfaceOf(openFacts(), settings.policy),
      host: await openHost(settings, checking, api, messageLog(log)),
      environment: process.env,
      checked: checking.kind,
      write: log,
    });
  } catch (error) {
    failForConfiguration(error);
  }
}

async function openHost(
  { kind: _, check: __, http: ___, ...settings }: Serve,
  checking: HostOptions["checking"],
  api: Api,
  log: (line: string) => void,
): Promise<Host> {
  const { createHost } = await import("./host.js");
  try {
    return createHost({
      api,
      index: () => readBeside("index.json", readTextFile),
      environment: process.env,
      workerUrl: new URL("sandbox.js", import.meta.url),
      checking,
      declarations: async () => ({
        kind: "folder",
        folder: fileURLToPath(new URL("dist/schema", import.meta.url)),
      }),
      log,
      ...settings,
    });
  } catch (error) {
    return failForConfiguration(error);
  }
}

/** Each bundle has a class of its own for what the operator must set right. */
function failForConfiguration(error: unknown): never {
  if (error instanceof Error && error.name === "ConfigurationError") fail(2, error.message);
  throw error;
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function checkingOf(mode: CheckMode): HostOptions["checking"] {
  const checking = chooseChecking(mode, new URL(import.meta.url));
  return checking.kind === "impossible" ? fail(2, checking.message) : checking;
}

function openFacts(): SurfaceFacts {
  return readBeside("surface.json", (file) => readSurfaceFacts(readTextFile(file)));
}

function openApi(): Api {
  return readBeside("api.json", (file) => readApiLines(readTextLines(file)));
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
