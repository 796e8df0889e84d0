import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isStateId, randomStateId } from "../state/state-id.js";
import {
  type Caller,
  DEFAULT_STATE_BOUNDS,
  type StateBounds,
  type StateStore,
} from "../state/state-store.js";
import { surplus } from "../state/surplus.js";
import { STAGED, type StateFile, stateFiles } from "./state-files.js";
import { sealed, unsealed } from "./state-seal.js";

const ONLY_OWN_FOLDER = 0o700;
const ONLY_OWN_FILE = 0o600;

/** Between two looks at the texts of all callers; what a caller has is looked at whenever it keeps something. */
const CLEAN_EVERY_MS = 60_000;

export interface StateFolderOptions {
  /** It exists, and belongs to whoever runs this process. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears of a folder that cannot be written, in one sentence. */
  readonly problem: (message: string) => void;
  readonly bounds?: StateBounds;
}

/**
 * A store in a folder, for processes that come after one another and for several at once. A caller has a folder, named by the hash of who it is;
 * a text is a file in it, written beside its place and then renamed, with a hash of itself, so that half a file is no text.
 */
export function createStateFolder(options: StateFolderOptions): StateStore {
  const { folder, now, problem } = options;
  const bounds = options.bounds ?? DEFAULT_STATE_BOUNDS;
  let cleaned = Number.NEGATIVE_INFINITY;
  const clean = async (own: string): Promise<void> => {
    const everybody = now() - cleaned >= CLEAN_EVERY_MS;
    if (everybody) cleaned = now();
    const files = await stateFiles(folder, everybody ? undefined : own, now());
    const gone = surplus(files, bounds, now());
    await Promise.all(gone.map(({ path }) => rm(path, { force: true })));
    if (everybody) await removeEmptyFolders(folder, files, new Set(gone));
  };
  return {
    async put(caller, text) {
      const bytes = sealed(text);
      const most = Math.min(bounds.callerBytes, bounds.bytes);
      if (bytes.byteLength > most || bounds.texts < 1) return undefined;
      const own = folderOf(caller);
      const id = randomStateId();
      try {
        await writeWhole(join(folder, own), id, bytes, now());
        await clean(own);
        return id;
      } catch (error) {
        problem(`The state folder cannot be written: ${codeOf(error)}`);
        return undefined;
      }
    },
    async get(caller, id) {
      if (!isStateId(id)) return undefined;
      return readWhole(join(folder, folderOf(caller), id), now() - bounds.milliseconds);
    },
    async delete(caller, id) {
      if (!isStateId(id)) return false;
      const path = join(folder, folderOf(caller), id);
      if ((await readWhole(path, now() - bounds.milliseconds)) === undefined) return false;
      return unlink(path).then(
        () => true,
        () => false,
      );
    },
  };
}

/** Whatever a caller is called, this is one segment of a path, and says nothing of who it is. */
function folderOf(caller: Caller): string {
  return createHash("sha256").update(caller).digest("hex").slice(0, 32);
}

/** Another process may remove the folder of a caller while nothing is in it, so it is made again once. */
async function writeWhole(own: string, id: string, bytes: Uint8Array, at: number): Promise<void> {
  const staged = join(own, `${id}.${randomUUID()}${STAGED}`);
  try {
    await mkdir(own, { recursive: true, mode: ONLY_OWN_FOLDER });
    const file = await open(staged, "wx", ONLY_OWN_FILE).catch(async (error) => {
      if (codeOf(error) !== "ENOENT") throw error;
      await mkdir(own, { recursive: true, mode: ONLY_OWN_FOLDER });
      return open(staged, "wx", ONLY_OWN_FILE);
    });
    try {
      await file.writeFile(bytes);
      // The age of a text is that of its file, by this process's clock.
      await file.utimes(at / 1000, at / 1000);
    } finally {
      await file.close();
    }
    await rename(staged, join(own, id));
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

/** The text of a file that is newer than `oldest`; `undefined` for one that is not there, not a file, or not whole. */
async function readWhole(path: string, oldest: number): Promise<string | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile() || found.mtimeMs <= oldest) return undefined;
      return unsealed(await file.readFile());
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function removeEmptyFolders(
  folder: string,
  files: readonly StateFile[],
  gone: ReadonlySet<StateFile>,
): Promise<void> {
  const used = new Set(files.filter((file) => !gone.has(file)).map(({ caller }) => caller));
  for (const name of await readdir(folder)) {
    // A folder that something was put into meanwhile stays: it is not empty.
    if (isStateId(name) && !used.has(name)) await rmdir(join(folder, name)).catch(() => {});
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : String(error);
}
