import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What we are measured beside, and what it needs itself: exact versions, never a dependency of this project. */
const PEERS = [
  "@cloudflare/codemode@0.5.6",
  "@cfworker/json-schema@4.1.1",
  "@modelcontextprotocol/sdk@1.32.2",
  "minisearch@7.2.0",
  "zod@4.6.7",
];

const folder = join(import.meta.dirname, "../../.tmp/bench-peers");
register("./cloudflare-workers-hooks.mjs", import.meta.url);

/** Installs the peers into a folder of their own, once for every list of versions. */
export function installPeers() {
  const complete = join(folder, "complete");
  const wanted = PEERS.join("\n");
  if (existsSync(complete) && readFileSync(complete, "utf8") === wanted) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const install = ["install", "--prefix", folder, "--no-save", "--legacy-peer-deps"];
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund"];
  // What npm prints goes to stderr: stdout is the report's, which may be JSON.
  execFileSync("npm", [...install, ...quiet, ...PEERS], { stdio: ["ignore", 2, 2] });
  writeFileSync(complete, wanted);
}

/**
 * A module of an installed peer. Its import of `cloudflare:workers`, which only Cloudflare's runtime has, is given empty base classes.
 *
 * @param {string} path Below `node_modules`, to the very file.
 * @returns {Promise<any>}
 */
export function importPeer(path) {
  return import(pathToFileURL(join(folder, "node_modules", path)).href);
}
