import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codemode } from "./cli-process.js";
import { useTracker } from "./tracker-session.js";

const { tracker, root, start: startWith } = useTracker();
const start = (...flags: string[]) => startWith({ flags });

const LARGE = "return (await tracker.issues.list({ page: 1 })).concat(Array(5000).fill('x'));";

function idIn(text: string): string {
  return /results\.get\("([0-9a-f]{32})"\)/.exec(text)?.[1] ?? "";
}

const lengthOf = (id: string) => `return (await results.get("${id}")).length;`;

describe("--state-dir", () => {
  it("keeps results for another server, and for one that is started later", async () => {
    const folder = join(root, "kept");
    const first = await start("--state-dir", folder);
    const second = await start("--state-dir", folder);
    const id = idIn((await first.execute(LARGE)).text);
    expect((await second.execute(lengthOf(id))).text).toContain("\n5040");
    await first.close();
    expect((await (await start("--state-dir", folder)).execute(lengthOf(id))).text).toContain(
      "\n5040",
    );
    expect((await (await start()).execute(lengthOf(id))).text).toContain("No result has this id");
  });

  it("takes no id for a path", async () => {
    const folder = join(root, "hostile");
    writeFileSync(join(root, "outside"), "[1]");
    const session = await start("--state-dir", folder);
    for (const id of ["../outside", "../../outside", "..", "", "%2e%2e/outside", "__proto__"]) {
      const { text } = await session.execute(`return results.get(${JSON.stringify(id)})`);
      expect(text).toContain("No result has this id");
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is shared with `codemode run`", async () => {
    const folder = join(root, "run");
    const id = idIn((await (await start("--state-dir", folder)).execute(LARGE)).text);
    const file = join(root, "snippet.ts");
    writeFileSync(file, lengthOf(id));
    const ran = await codemode(["run", tracker, file, "--state-dir", folder]);
    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("\n5040") });
  });

  it("is refused when others can write into it", async () => {
    const folder = join(root, "shared");
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const file = join(root, "one.ts");
    writeFileSync(file, "return 1");
    const ran = await codemode(["run", tracker, file, "--state-dir", folder]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain("others can write into it");
  });
});
