import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openState } from "../../../src/runtime/node/open-state.js";
import { createStateFolder } from "../../../src/runtime/node/state-folder.js";
import { DEFAULT_STATE_BOUNDS, type StateBounds } from "../../../src/runtime/state/state-store.js";
import { storeSuite } from "./store-suite.js";

const root = mkdtempSync(join(tmpdir(), "codemode-state-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

function newFolder(): string {
  folders += 1;
  const folder = join(root, String(folders));
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function open(folder: string, bounds: Partial<StateBounds> = {}) {
  let time = 1_000;
  const problems: string[] = [];
  const store = createStateFolder({
    folder,
    now: () => time,
    problem: (message) => problems.push(message),
    bounds: { ...DEFAULT_STATE_BOUNDS, ...bounds },
  });
  const at = (next: number) => {
    time = next;
  };
  return { store, at, problems };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe("createStateFolder", () => {
  storeSuite({ overhead: 82, character: 1, open: (bounds) => open(newFolder(), bounds) });

  it("keeps texts for other processes, in files and folders of nobody else", async () => {
    const folder = newFolder();
    const id = (await open(folder).store.put("secret-credential", '{"a":1}')) ?? "";
    expect(await open(folder).store.get("secret-credential", id)).toBe('{"a":1}');
    const [file = "", ...others] = filesIn(folder);
    expect(others).toEqual([]);
    expect(file).not.toContain("secret-credential");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, "..")).mode & 0o777).toBe(0o700);
  });

  it("finds no text in a file that is broken, in whatever way", async () => {
    const breakings: ((file: string) => void)[] = [
      (file) => truncateSync(file, 0),
      (file) => truncateSync(file, 40),
      (file) => truncateSync(file, statSync(file).size - 1),
      (file) => writeFileSync(file, `${readFileSync(file, "utf8")} `),
      (file) => writeFileSync(file, readFileSync(file, "utf8").replace("secret", "public")),
      (file) => writeFileSync(file, '{"a":1}'),
      (file) => rmSync(file),
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
      (file) => {
        const copy = `${root}/copy`;
        writeFileSync(copy, readFileSync(file));
        rmSync(file);
        symlinkSync(copy, file);
      },
    ];
    for (const breakFile of breakings) {
      const folder = newFolder();
      const { store } = open(folder);
      const id = (await store.put("me", "a secret text")) ?? "";
      breakFile(filesIn(folder)[0] ?? "");
      expect(await store.get("me", id)).toBeUndefined();
      expect(await store.put("me", "another")).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it("removes what is too old, what was left half written, and empty folders; and nothing else", async () => {
    const folder = newFolder();
    const { store, at } = open(folder, { milliseconds: 60_000 });
    await store.put("old", "1");
    const [old = ""] = readdirSync(folder);
    const halves = ["abandoned", "being-written"].map((name) => join(folder, old, `${name}.tmp`));
    for (const half of halves) writeFileSync(half, "half");
    writeFileSync(join(folder, "notes.txt"), "mine");
    for (const [at, half] of halves.entries()) utimesSync(half, 1 + at * 4_000, 1 + at * 4_000);
    at(4_000_000);
    await store.put("new", "2");
    expect(readdirSync(join(folder, old))).toEqual(["being-written.tmp"]);
    at(8_000_000);
    await store.put("new", "3");
    expect(readdirSync(folder)).not.toContain(old);
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });

  it("serves several at once without a text that is not whole", async () => {
    const folder = newFolder();
    const stores = Array.from({ length: 4 }, () => open(folder, { texts: 5 }).store);
    const texts = new Map<string, string>();
    await Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const text = String(at).repeat(2_000);
        const id = await stores[at % 4]?.put("me", text);
        if (id !== undefined) texts.set(id, text);
      }),
    );
    const found = await Promise.all([...texts.keys()].map((id) => stores[0]?.get("me", id)));
    for (const [at, text] of [...texts.values()].entries()) {
      expect([text, undefined]).toContain(found[at]);
    }
    expect(found.filter((text) => text !== undefined)).toHaveLength(5);
  });

  it("says that it cannot be written, and goes on when it can", async () => {
    const folder = newFolder();
    const { store, problems } = open(folder);
    renameSync(folder, `${folder}-away`);
    writeFileSync(folder, "");
    expect(await store.put("me", "1")).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/^The state folder cannot be written: E/)]);
    rmSync(folder);
    renameSync(`${folder}-away`, folder);
    expect(await store.put("me", "1")).toBeDefined();
  });

  it("keeps nothing, and says so, when its folder is gone for something else", async () => {
    const folder = newFolder();
    const { store, problems } = open(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
    expect(await store.put("me", "1")).toBeUndefined();
    expect(problems[0]).toMatch(/^The state folder cannot be written: E/);
  });
});

describe("openState", () => {
  it("makes the folder, for its owner alone", async () => {
    const folder = join(newFolder(), "deep", "state");
    const store = openState(folder, () => {});
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const id = (await store.put("me", "1")) ?? "";
    expect(await openState(folder, () => {}).get("me", id)).toBe("1");
  });

  it("refuses a folder that others can write into, and what is no folder", () => {
    const folder = newFolder();
    chmodSync(folder, 0o777);
    expect(() => openState(folder, () => {})).toThrow(/others can write into it/);
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    expect(() => openState(file, () => {})).toThrow(/^--state-dir .*EEXIST/);
  });
});
