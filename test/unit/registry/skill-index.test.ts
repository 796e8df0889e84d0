import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterEach, describe, expect, it } from "vitest";
import type { OutputFile } from "../../../src/emit/emitter.js";
import { emitSkillIndex } from "../../../src/emit/registry/skill-index.js";

const zone = process.env["TZ"];
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

const skill = (name: string, description: string): OutputFile => ({
  path: `skills/${name}/SKILL.md`,
  content: `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\nlicense: MIT\n---\n\n# Words\n`,
});
const FILES: readonly OutputFile[] = [
  skill("shop", 'Use "Shop": orders — and more'),
  { path: "skills/shop/references/orders.md", content: "# Orders\n" },
  { path: "skills/shop/scripts/list.sh", content: new Uint8Array([35, 33, 10]) },
  skill("shop-shell", "Without a server"),
];

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly url: string;
  readonly digest: string;
}

const FOLDER = ".well-known/agent-skills/";
const bytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

function indexOf(files: readonly OutputFile[]): { $schema: string; skills: readonly Entry[] } {
  return JSON.parse(
    files.find(({ path }) => path === `${FOLDER}index.json`)?.content.toString() ?? "",
  );
}

/** The bytes that a client gets for an entry, its URL resolved against the index's own. */
function fetched(files: readonly OutputFile[], { url }: Entry): Uint8Array {
  const { pathname } = new URL(url, `https://shop.example/base/${FOLDER}index.json`);
  const path = pathname.replace("/base/", "");
  return bytes(files.find((file) => file.path === path)?.content ?? "");
}

describe("the index of skills", () => {
  it("has an entry for each skill: an archive, or the one file that there is", () => {
    const { $schema, skills } = indexOf(emitSkillIndex(FILES));
    expect($schema).toBe("https://schemas.agentskills.io/discovery/0.2.0/schema.json");
    expect(skills).toMatchObject([
      { name: "shop", type: "archive", description: 'Use "Shop": orders — and more' },
      { name: "shop-shell", type: "skill-md", description: "Without a server" },
    ]);
  });

  it("has the digests of what it points at", () => {
    const files = emitSkillIndex(FILES);
    for (const entry of indexOf(files).skills) {
      const found = createHash("sha256").update(fetched(files, entry)).digest("hex");
      expect(entry.digest, entry.name).toBe(`sha256:${found}`);
    }
  });

  it("holds the skill's folder at the root of the archive, byte for byte", () => {
    const files = emitSkillIndex(FILES);
    const [shop] = indexOf(files).skills;
    const unpacked = shop === undefined ? {} : unzipSync(fetched(files, shop));
    const wanted = FILES.filter(({ path }) => path.startsWith("skills/shop/"));
    expect(Object.entries(unpacked).map(([path, content]) => [path, [...content]])).toEqual(
      wanted.map(({ path, content }) => [path.slice("skills/shop/".length), [...bytes(content)]]),
    );
  });

  it("has the same bytes in every time zone", () => {
    const zones = ["UTC", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu"];
    const digests = zones.map((name) => {
      process.env["TZ"] = name;
      return indexOf(emitSkillIndex(FILES)).skills.map(({ digest }) => digest);
    });
    expect(new Set(digests.map(String)).size).toBe(1);
  });

  it("stands with nothing in it where there is no skill", () => {
    expect(indexOf(emitSkillIndex([])).skills).toEqual([]);
    expect(() => emitSkillIndex([{ path: "skills/a/SKILL.md", content: "# A" }])).toThrow(
      "skills/a/SKILL.md has no name",
    );
  });
});
