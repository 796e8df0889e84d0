import { mkdirSync, statSync } from "node:fs";
import { createMemoryStore } from "../state/memory-store.js";
import type { StateStore } from "../state/state-store.js";
import { createStateFolder } from "./state-folder.js";

/**
 * The store that a server keeps its state in: the folder, made if need be, or memory without one.
 * @param problem hears, in one sentence, of a folder that cannot be written later on.
 * @throws {Error} for a folder that cannot be made, or that somebody else could write into.
 */
export function openState(
  folder: string | undefined,
  problem: (message: string) => void,
): StateStore {
  if (folder === undefined) return createMemoryStore(Date.now);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  const own = process.getuid?.();
  if (own !== undefined && (uid !== own || (mode & 0o022) !== 0)) {
    throw new Error(
      `the state folder ${folder} can be written by others: it must belong to whoever runs the server, with mode 0700`,
    );
  }
  return createStateFolder({ folder, now: Date.now, problem: once(problem) });
}

function once(tell: (message: string) => void): (message: string) => void {
  let told = false;
  return (message) => {
    if (!told) tell(message);
    told = true;
  };
}
