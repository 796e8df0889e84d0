import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutputFile } from "../../../src/emit/emitter.js";
import { emitLock, LOCK_FILE, lockOf } from "../../../src/emit/lock/lock.js";
import { openFolder } from "../../../src/output/folder.js";
import { type ForeignFiles, isUpToDate, planWrite } from "../../../src/output/plan.js";
import { RefusedOutput } from "../../../src/output/refused-output.js";
import { writePlan } from "../../../src/output/write.js";

let base: string;
let folder: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-output-"));
  folder = join(base, "package");
});
afterEach(() => rm(base, { recursive: true, force: true }));

const budget = {
  tokenizer: "o200k_base",
  toolsList: 1,
  instructions: 1,
  skillListing: 1,
  skill: 1,
  oneToolPerOperation: { tokens: 1, exact: true },
  namespaces: {},
} as const;

/** A package of these files with its lock. */
function packageOf(contents: { readonly [path: string]: string }): readonly OutputFile[] {
  const files = Object.entries(contents).map(([path, content]) => ({ path, content }));
  return [
    ...files,
    emitLock(lockOf({ compilerVersion: "1.0.0", inputSha256: "00", budget, files })),
  ];
}

async function plan(files: readonly OutputFile[], foreign: ForeignFiles = "refuse") {
  return planWrite(await openFolder(folder), files, foreign);
}

async function write(files: readonly OutputFile[], foreign: ForeignFiles = "refuse") {
  const planned = await plan(files, foreign);
  await writePlan(planned);
  return planned;
}

const read = (path: string) => readFile(join(folder, path), "utf8");

describe("a new folder", () => {
  it("gets every file, the lock last, and nothing else", async () => {
    const planned = await write(packageOf({ "b.ts": "b", "a/c.ts": "c" }));
    expect(planned.writes.map(({ file }) => file.path)).toEqual(["b.ts", "a/c.ts", LOCK_FILE]);
    expect((await readdir(folder)).sort()).toEqual(["a", "b.ts", LOCK_FILE]);
    expect(await read("a/c.ts")).toBe("c");
  });

  it("is not made by a plan", async () => {
    const planned = await plan(packageOf({ "a.ts": "a" }));
    expect(isUpToDate(planned)).toBe(false);
    await expect(stat(folder)).rejects.toThrow("ENOENT");
  });

  it("may have been made, and left, by a write that was killed", async () => {
    await mkdir(join(folder, ".codemode-staging-x1"), { recursive: true });
    await write(packageOf({ "a.ts": "a" }));
    expect(await read("a.ts")).toBe("a");
  });
});

describe("a folder of ours", () => {
  it("keeps the bytes and the times of what did not change", async () => {
    await write(packageOf({ "same.ts": "same", "new.ts": "1" }));
    const before = await stat(join(folder, "same.ts"), { bigint: true });
    const planned = await write(packageOf({ "same.ts": "same", "new.ts": "2" }));
    const after = await stat(join(folder, "same.ts"), { bigint: true });
    expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino]);
    expect(planned.writes.map(({ file, kind }) => [file.path, kind])).toEqual([
      ["new.ts", "updated"],
      [LOCK_FILE, "updated"],
    ]);
    expect(planned.unchanged).toBe(1);
    expect(isUpToDate(await plan(packageOf({ "same.ts": "same", "new.ts": "2" })))).toBe(true);
  });

  it("loses what the package no longer has, with folders that become empty", async () => {
    await write(packageOf({ "a.ts": "a", "old/deep/b.ts": "b" }));
    const planned = await write(packageOf({ "a.ts": "a" }));
    expect(planned.deletes).toEqual(["old/deep/b.ts"]);
    expect((await readdir(folder)).sort()).toEqual(["a.ts", LOCK_FILE]);
  });

  it("keeps an obsolete file that somebody changed, and says so", async () => {
    await write(packageOf({ "a.ts": "a", "old.ts": "b" }));
    await writeFile(join(folder, "old.ts"), "mine now");
    const planned = await write(packageOf({ "a.ts": "a" }));
    expect(planned.kept).toEqual(["old.ts"]);
    expect(await read("old.ts")).toBe("mine now");
  });

  it("never touches files that its list does not name", async () => {
    await write(packageOf({ "old/a.ts": "a" }));
    await writeFile(join(folder, "old/notes.txt"), "mine");
    await write(packageOf({ "b.ts": "b" }));
    expect(await readdir(join(folder, "old"))).toEqual(["notes.txt"]);
  });

  it("says that a file it overwrites was edited", async () => {
    await write(packageOf({ "a.ts": "a" }));
    await writeFile(join(folder, "a.ts"), "edited");
    const planned = await write(packageOf({ "a.ts": "a" }));
    expect(planned.writes.map(({ file, kind }) => [file.path, kind])).toEqual([["a.ts", "edited"]]);
    expect(await read("a.ts")).toBe("a");
  });

  it("refuses to overwrite a file that appeared where a new one belongs, unless told to", async () => {
    await write(packageOf({ "a.ts": "a" }));
    await writeFile(join(folder, "b.ts"), "mine");
    const files = packageOf({ "a.ts": "a", "b.ts": "b" });
    await expect(plan(files)).rejects.toThrow(RefusedOutput);
    expect(await read("b.ts")).toBe("mine");
    await write(files, "take");
    expect(await read("b.ts")).toBe("b");
  });

  it("takes a file that differs in case only for another one", async () => {
    await write(packageOf({ "Issue.ts": "1" }));
    await write(packageOf({ "issue.ts": "2" }));
    expect((await readdir(folder)).sort()).toEqual([LOCK_FILE, "issue.ts"]);
  });
});

describe("a folder that is not ours", () => {
  it("is refused unless forced, and then keeps its other files", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "thesis.txt"), "years of work");
    await expect(plan(packageOf({ "a.ts": "a" }))).rejects.toThrow(RefusedOutput);
    expect(await readdir(folder)).toEqual(["thesis.txt"]);
    await write(packageOf({ "a.ts": "a" }), "take");
    expect(await read("thesis.txt")).toBe("years of work");
  });

  it("is one with a lock that is not ours, too", async () => {
    await mkdir(folder);
    await writeFile(join(folder, LOCK_FILE), '{"lockVersion":99}');
    await expect(plan(packageOf({ "a.ts": "a" }))).rejects.toThrow(RefusedOutput);
  });
});

describe("hostile folders", () => {
  it("does not write through a symbolic link to a folder, even when forced", async () => {
    const outside = join(base, "outside");
    await mkdir(outside);
    await mkdir(folder);
    await symlink(outside, join(folder, "dist"));
    await expect(plan(packageOf({ "dist/a.ts": "a" }), "take")).rejects.toThrow(RefusedOutput);
    expect(await readdir(outside)).toEqual([]);
  });

  it("does not write through a symbolic link to a file", async () => {
    const outside = join(base, "outside.ts");
    await writeFile(outside, "theirs");
    await mkdir(folder);
    await symlink(outside, join(folder, "a.ts"));
    await expect(plan(packageOf({ "a.ts": "a" }), "take")).rejects.toThrow(RefusedOutput);
    expect(await readFile(outside, "utf8")).toBe("theirs");
  });

  it("writes nothing when a link appears between plan and write", async () => {
    const outside = join(base, "outside");
    await mkdir(outside);
    const planned = await plan(packageOf({ "dist/a.ts": "a" }));
    await mkdir(folder);
    await symlink(outside, join(folder, "dist"));
    await expect(writePlan(planned)).rejects.toThrow(RefusedOutput);
    expect(await readdir(outside)).toEqual([]);
    expect(await readdir(folder)).toEqual(["dist"]);
  });

  it("deletes nothing outside, whatever a lock claims to have written", async () => {
    const victim = join(base, "victim.txt");
    await writeFile(victim, "v");
    await write(packageOf({ "a.ts": "a" }));
    const lock = JSON.parse(await read(LOCK_FILE));
    const sha = "4c94485e0c21ae6c41ce1dfe7b6bfaceea5ab68e40a2476f50208e526f506080";
    lock.files = { ...lock.files, "../victim.txt": sha, [victim]: sha };
    await writeFile(join(folder, LOCK_FILE), JSON.stringify(lock));
    await write(packageOf({ "a.ts": "a" }));
    expect((await lstat(victim)).isFile()).toBe(true);
  });

  it("leaves the old package as it was when the new one cannot be staged", async () => {
    await write(packageOf({ "a.ts": "1", "b.ts": "1" }));
    const broken = packageOf({ "a.ts": "2", "b.ts": "2" });
    const planned = await plan(broken);
    const unwritable = {
      file: {
        path: "c.ts",
        get content(): string {
          throw new Error("disk full");
        },
      },
      kind: "created",
    } as const;
    await expect(
      writePlan({ ...planned, writes: [...planned.writes, unwritable] }),
    ).rejects.toThrow("disk full");
    expect([await read("a.ts"), await read("b.ts")]).toEqual(["1", "1"]);
    expect((await readdir(folder)).sort()).toEqual(["a.ts", "b.ts", LOCK_FILE]);
  });
});
