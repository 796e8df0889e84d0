import { mkdir, mkdtemp, open, rename, rm, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { OutputFile } from "../emit/emitter.js";
import { entryAt, ignoring, STAGING_PREFIX } from "./folder.js";
import { parents } from "./path.js";
import type { Plan } from "./plan.js";
import { RefusedOutput } from "./refused-output.js";

/**
 * Carries a plan out. All new content is written to a staging folder inside the output folder first; only then are obsolete
 * files deleted and the new ones renamed into place, the lock as the last one. A failure before that changes nothing; a write
 * that is killed between two renames is completed by the next compilation, since the old lock still stands.
 * Deleting comes first because a file system that ignores case takes `Issue.ts` and `issue.ts` for one file.
 * Throws what the file system throws, `RefusedOutput` when a symbolic link has appeared on the way.
 */
export async function writePlan(plan: Plan): Promise<void> {
  if (plan.writes.length === 0 && plan.deletes.length === 0) return;
  const folder = plan.folder.path;
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(folder, STAGING_PREFIX));
  try {
    const staged = await Promise.all(
      plan.writes.map(async ({ file }, at) => ({ file, from: await stage(staging, at, file) })),
    );
    for (const path of plan.deletes) await remove(folder, path);
    for (const { file, from } of staged) await moveInto(folder, file.path, from);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function stage(staging: string, at: number, file: OutputFile): Promise<string> {
  const path = join(staging, String(at));
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(file.content);
  } finally {
    await handle.close();
  }
  return path;
}

async function moveInto(folder: string, path: string, from: string): Promise<void> {
  const target = join(folder, path);
  const entry = await entryAt(folder, path);
  if (entry.kind === "blocked") {
    throw new RefusedOutput(`${entry.by} in ${folder} is no plain file any more`, "Remove it.");
  }
  await mkdir(dirname(target), { recursive: true });
  await rename(from, target);
}

/** Deletes a file, then the folders above it that it leaves empty. */
async function remove(folder: string, path: string): Promise<void> {
  await unlink(join(folder, path)).catch(ignoring("ENOENT"));
  for (const parent of parents(path).toReversed()) {
    const emptied = await rmdir(join(folder, parent)).then(
      () => true,
      ignoring("ENOTEMPTY", "ENOENT", "EEXIST"),
    );
    if (emptied !== true) return;
  }
}
