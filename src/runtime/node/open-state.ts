import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { ConfigurationError } from "../client/errors.js";
import { createMemoryStore } from "../state/memory-store.js";
import type { StateStore } from "../state/state-store.js";
import { createStateFolder } from "./state-folder.js";

/**
 * The store that a server keeps its state in: the folder, made if need be, or memory without one.
 * @param problem hears, in one sentence, of a folder that cannot be written later on.
 * @throws {ConfigurationError} for a folder that cannot be made, or that somebody else could write into.
 */
export function openState(
  folder: string | undefined,
  problem: (message: string) => void,
): StateStore {
  if (folder === undefined) return createMemoryStore(Date.now);
  const reason = unfit(folder);
  if (reason !== undefined) throw new ConfigurationError(`--state-dir ${folder}: ${reason}`);
  return createStateFolder({ folder, now: Date.now, problem: once(problem) });
}

/** Why state cannot be kept in the folder, which is made if need be. */
function unfit(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { uid, mode } = statSync(folder);
  const own = process.getuid?.();
  if (own === undefined || (uid === own && (mode & 0o022) === 0)) return undefined;
  return "others can write into it; it has to belong to whoever runs the server, with mode 0700";
}

function once(tell: (message: string) => void): (message: string) => void {
  let told = false;
  return (message) => {
    if (!told) tell(message);
    told = true;
  };
}
