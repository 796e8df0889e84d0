import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./corpus.js";

/** Installs one exact version of a package, `typescript@6.0.3`, into the cache, once. Gives the folder of its `node_modules`. */
export function installed(specifier: string): string {
  const folder = join(CACHE, "installed", specifier.replaceAll("/", "+"));
  const modules = join(folder, "node_modules");
  if (existsSync(join(folder, "complete"))) return modules;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const install = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
  execFileSync("npm", [...install, specifier], { stdio: "inherit" });
  mkdirSync(join(folder, "complete"));
  return modules;
}
