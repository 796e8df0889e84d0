import { readFile, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { figuresOfLock } from "../budget/earlier.js";
import type { BudgetLimits, Figure, Figures } from "../budget/figure.js";
import { growthFigures } from "../budget/limits.js";
import { LOCK_FILE } from "../emit/lock/lock.js";
import { ignoring } from "../output/folder.js";
import { UsageError } from "./exit.js";
import { fileInRevision } from "./git.js";

/** A package that another is compared with. */
export interface Earlier {
  /** As the user would name it. */
  readonly name: string;
  /** The text of its lock. */
  readonly lock: string;
  /** The folder that the package is in, where there is more of it than the lock. */
  readonly folder: string | undefined;
}

/**
 * The package that `--against` names: a folder, a lock file, or a git revision of `folder`; without it what `folder` holds now. `undefined` when
 * there was none.
 * @throws {UsageError} for a folder or a file without a lock, and what git does not know.
 */
export async function earlierPackage(
  against: string | undefined,
  folder: string,
): Promise<Earlier | undefined> {
  if (against === undefined) return inFolder(folder);
  const stats = await stat(against).catch(ignoring("ENOENT", "ENOTDIR"));
  if (stats?.isDirectory()) {
    const found = await inFolder(against);
    if (found !== undefined) return found;
    throw new UsageError(
      `--against: ${against} holds no ${LOCK_FILE}`,
      "Give the folder of a package that codemode compiled.",
    );
  }
  if (stats !== undefined) {
    return { name: against, lock: await readFile(against, "utf8"), folder: undefined };
  }
  const path = relative(process.cwd(), resolve(folder, LOCK_FILE)).split(sep).join("/");
  const bytes = await fileInRevision(against, path.startsWith("../") ? path : `./${path}`);
  if (bytes === undefined) return undefined;
  return { name: against, lock: new TextDecoder().decode(bytes), folder: undefined };
}

/**
 * The figures of an earlier package that limits need to count growth from. What its lock does not hold is measured, where there is a folder.
 * @throws {UsageError} when it is no lock, or a figure that is needed is not to be had.
 */
export async function earlierFigures(
  { name, lock, folder }: Earlier,
  limits: BudgetLimits,
): Promise<Figures> {
  const held = figuresOfLock(lock);
  if (held === undefined) {
    throw new UsageError(
      `${name} holds no lock of codemode`,
      "Give a folder that codemode compiled, its codemode.lock.json, or a git revision that has it.",
    );
  }
  const missing = growthFigures(limits).filter((figure) => held[figure] === undefined);
  const [first] = missing;
  if (first === undefined) return held;
  if (folder === undefined) throw notHeld(first, name);
  const [{ openTarget }, { measureFigures }] = await Promise.all([
    import("./budget-subject.js"),
    import("../budget/measure-surfaces.js"),
  ]);
  const { subject } = await openTarget(folder, {});
  return { ...held, ...(await measureFigures(subject, missing)) };
}

function notHeld(figure: Figure, name: string): UsageError {
  return new UsageError(
    `budgets.${figure}.growth cannot be counted: the lock of ${name} holds no such figure`,
    `Name the folder of the earlier package with --against, or set budgets.${figure}.max instead.`,
  );
}

async function inFolder(folder: string): Promise<Earlier | undefined> {
  const lock = await readFile(join(folder, LOCK_FILE), "utf8").catch(ignoring("ENOENT", "ENOTDIR"));
  return lock === undefined ? undefined : { name: folder, lock, folder };
}
