import parts from "codemode:parts";
import type { Api } from "../api/api.js";
import { environmentVariables, serverTokenVariable } from "../broker/variables.js";
import { OPTIONS } from "./arguments.js";
import { type Checking, checkingText } from "./type-check/check-mode.js";

/** What `--help` prints: every option, and every variable of the environment. */
export function helpText(api: Api): string {
  const rows = [
    ...OPTIONS.map(({ flag, text }) => [flag, text] as const),
    ...environmentVariables(api).map(
      ({ name, description, required }) =>
        [name, `${description}${required ? " (required)" : ""}`] as const,
    ),
    [
      serverTokenVariable(api),
      "With --http: what callers present as a bearer token; required unless only this machine reaches the server",
    ] as const,
  ];
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const line = ([left, right]: readonly [string, string]) => `  ${left.padEnd(width)}${right}`;
  return [
    `MCP server for ${api.title} ${api.version}: the tools search and execute, over standard input and output, or HTTP.`,
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

/** What `--version` prints: the version of the package, then what it runs on. */
export function versionText(version: string, checking: Checking): string {
  return [
    version,
    `checked: ${checkingText(checking)}`,
    `compiler: codemode ${parts.compiler}`,
    `sandbox: QuickJS-NG ${parts.engine} (quickjs-wasi ${parts.engineBinding})`,
    `protocol: MCP ${parts.revisions.join(", ")} (SDK ${parts.sdk})`,
    "",
  ].join("\n");
}
