import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "../installed.js";
import { installedNode } from "../installed-node.js";

/** The official suite for servers and clients of MCP. */
export const SUITE = "@modelcontextprotocol/conformance@0.2.0-alpha.12";

export type Revision = "2025-11-25" | "2026-07-28";
export const REVISIONS: readonly Revision[] = ["2025-11-25", "2026-07-28"];

/** What the suite says of one thing that it looked at. */
export interface Check {
  readonly id: string;
  readonly status: "SUCCESS" | "FAILURE" | "WARNING" | "SKIPPED" | "INFO";
  readonly errorMessage?: string;
}

/** The scenarios for servers that the suite runs for a revision, those among them that it does not score too. */
export async function scenariosOf(revision: Revision): Promise<readonly string[]> {
  const { stdout } = await run(["list", "--server", "--requirements", revision]);
  const scored = /Server scenarios[^\n]*\n((?: +- .*\n)+)/.exec(stdout)?.[1] ?? "";
  const required = [...scored.matchAll(/- (\S+)/g)].map(([, name = ""]) => name);
  const others = [...stdout.matchAll(/- (\S+) \[server\]/g)].map(([, name = ""]) => name);
  return [...required, ...others];
}

/** Runs all scenarios of a revision against a server; the checks of each. */
export async function runSuite(
  url: string,
  revision: Revision,
): Promise<ReadonlyMap<string, readonly Check[]>> {
  const results = mkdtempSync(join(tmpdir(), "codemode-conformance-"));
  await run(["server", "--url", url, "--requirements", revision, "--output-dir", results]);
  const checks = new Map<string, readonly Check[]>();
  for (const folder of readdirSync(results)) {
    // server-tools-list-2026-11-22T20-00-00-000Z
    const name = /^server-(.*)-\d{4}-\d\d-\d\dT/.exec(folder)?.[1];
    if (name === undefined) throw new Error(`Unexpected result folder: ${folder}`);
    checks.set(name, JSON.parse(readFileSync(join(results, folder, "checks.json"), "utf8")));
  }
  rmSync(results, { recursive: true });
  return checks;
}

/** It runs on Node 22 and newer only. */
function run(args: readonly string[]): Promise<{ readonly stdout: string }> {
  const program = join(installed(SUITE), "@modelcontextprotocol/conformance/dist/index.js");
  return new Promise((resolve) => {
    execFile(installedNode(22), [program, ...args], { maxBuffer: 64 * 1024 * 1024 }, (_, stdout) =>
      resolve({ stdout }),
    );
  });
}
