import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One file of a tarball, as `npm pack` lists it. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** What `npm pack` made. */
export interface Tarball {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  /** Bytes. */
  readonly size: number;
  readonly files: readonly PackedFile[];
}

/** Packs the package of a folder, as publishing it would, into `into`. */
export function packed(folder: string, into: string): Tarball {
  mkdirSync(into, { recursive: true });
  const pack = ["pack", "--json", "--pack-destination", into];
  const [made] = JSON.parse(execFileSync("npm", pack, { cwd: folder, encoding: "utf8" }));
  return { ...made, file: join(into, made.filename) };
}

/**
 * Installs a tarball in a new and otherwise empty project with an empty cache, and no network where the system can take it away from one
 * process; gives the project's folder.
 */
export function installedAlone(tarball: Tarball, project: string): string {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  const cache = join(project, "..", `${tarball.name.replaceAll("/", "+")}-cache`);
  rmSync(cache, { recursive: true, force: true });
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--cache", cache];
  const [command = "npm", ...before] = hasUnshare() ? ["unshare", "-rn", "npm"] : ["npm"];
  execFileSync(command, [...before, ...install, tarball.file], { cwd: project, stdio: "pipe" });
  return project;
}

/** Whether a process can be started in a network of its own, which leads nowhere. */
function hasUnshare(): boolean {
  try {
    execFileSync("unshare", ["-rn", "true"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}
