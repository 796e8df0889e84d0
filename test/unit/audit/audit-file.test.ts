import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openAuditFile } from "../../../src/runtime/node/audit-file.js";

const root = mkdtempSync(join(tmpdir(), "codemode-audit-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function open(path: string) {
  const problems: string[] = [];
  return { file: openAuditFile(path, (message) => problems.push(message)), problems };
}

function linesOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(/\n$/);
  return text.slice(0, -1).split("\n");
}

describe("openAuditFile", () => {
  it("appends lines in order, in a file of its owner alone", async () => {
    const path = join(root, "order.jsonl");
    for (const from of [0, 500]) {
      const { file } = open(path);
      for (let at = from; at < from + 500; at += 1) file.write(String(at));
      await file.close();
    }
    expect(linesOf(path)).toEqual(Array.from({ length: 1_000 }, (_, at) => String(at)));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("shares its file: no line is torn by another's", async () => {
    const path = join(root, "shared.jsonl");
    const files = Array.from({ length: 4 }, () => open(path).file);
    const line = (at: number) => `${at}:${"x".repeat(3_000)}`;
    for (let at = 0; at < 200; at += 1) files[at % 4]?.write(line(at));
    await Promise.all(files.map((file) => file.close()));
    expect(linesOf(path).sort()).toEqual(Array.from({ length: 200 }, (_, at) => line(at)).sort());
  });

  it("goes on in a new file when the old one was moved, and loses no line", async () => {
    const path = join(root, "rotated.jsonl");
    const { file } = open(path);
    for (let at = 0; at < 100; at += 1) file.write(`before ${at}`);
    renameSync(path, `${path}.1`);
    file.reopen();
    for (let at = 0; at < 100; at += 1) file.write(`after ${at}`);
    await file.close();
    expect([...linesOf(`${path}.1`), ...linesOf(path)]).toHaveLength(200);
    expect(linesOf(path)).toContain("after 99");
  });

  it("keeps its file when it cannot be opened again", async () => {
    const folder = mkdtempSync(join(root, "gone-"));
    const { file, problems } = open(join(folder, "audit.jsonl"));
    rmSync(folder, { recursive: true });
    file.reopen();
    file.write("1");
    await file.close();
    expect(problems).toEqual([expect.stringMatching(/cannot be opened again: .*ENOENT/)]);
  });

  it("refuses a file that cannot be opened", () => {
    expect(() => open(join(root, "no", "such"))).toThrow(/^--audit .*ENOENT/);
    expect(() => open(root)).toThrow(/EISDIR/);
  });

  // On Linux, `/dev/full` takes nothing: it is a disk without any room.
  it.skipIf(!existsSync("/dev/full"))("says once that a disk is full, and goes on", async () => {
    const { file, problems } = open("/dev/full");
    for (let at = 0; at < 1_000; at += 1) file.write(String(at));
    await file.close();
    expect(problems).toEqual(["The audit log loses lines: /dev/full: ENOSPC"]);
  });

  it("says how many lines were lost when no more could wait", async () => {
    const path = join(root, "slow.jsonl");
    const { file, problems } = open(path);
    const line = "x".repeat(1024 * 1024);
    for (let at = 0; at < 20; at += 1) file.write(line);
    await file.close();
    expect(problems).toEqual([expect.stringContaining("too slow")]);
    const lines = linesOf(path);
    const lost = lines.filter((one) => one.startsWith("{")).map((one) => JSON.parse(one).lines);
    const whole = lines.filter((one) => one === line).length;
    expect(whole + lost.reduce((sum, count) => sum + count, 0)).toBe(20);
  });
});
