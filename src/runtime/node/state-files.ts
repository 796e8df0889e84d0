import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isStateId } from "../state/state-id.js";
import type { KeptText } from "../state/surplus.js";

/** How the name of a file ends that is still being written. */
export const STAGED = ".tmp";

/** By then nobody is writing it any more: the process that was has been killed. */
const ABANDONED_MS = 60 * 60 * 1000;

/** A text of a state folder. `caller` is the name of its folder. */
export interface StateFile extends KeptText {
  readonly path: string;
}

/**
 * The texts of a state folder, or of one caller's folder in it. Files that were abandoned half written are removed; what else lies there is let be.
 * Another process may take away any of it meanwhile.
 */
export async function stateFiles(
  folder: string,
  caller: string | undefined,
  now: number,
): Promise<readonly StateFile[]> {
  const callers = caller === undefined ? await readdir(folder) : [caller];
  const found: StateFile[] = [];
  for (const name of callers.filter(isStateId)) {
    for (const file of await namesIn(join(folder, name))) {
      const path = join(folder, name, file);
      const stats = await lstat(path).catch(() => undefined);
      if (stats === undefined || !stats.isFile()) continue;
      if (isStateId(file)) {
        found.push({ path, caller: name, bytes: stats.size, keptAt: stats.mtimeMs });
      } else if (file.endsWith(STAGED) && stats.mtimeMs + ABANDONED_MS < now) {
        await rm(path, { force: true });
      }
    }
  }
  return found;
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
