import { describe, expect, it } from "vitest";
import { parseIgnoreFile } from "../../../src/config/ignore-file.js";
import { ignoreSchema } from "../../../src/config/schema.js";
import { ConfigurationError } from "../../../src/diagnostics/diagnostic.js";
import { fingerprint } from "../../../src/diff/finding.js";
import { changed, compared, SHOP, versionOf } from "./shop.js";

const before = versionOf(SHOP);
const after = versionOf(changed("        name: { type: string }\n", ""));
const [change = ""] = compared(before, after).findings.map(fingerprint);

function judged(...entries: readonly { change: string; until?: string }[]) {
  const ignored = entries.map((entry) => ({ ...entry, reason: "known" }));
  return compared(before, after, { ignored });
}

describe("an ignore file", () => {
  it("takes out what it names, and keeps it in sight", () => {
    const found = judged({ change });
    expect(found.findings.map(fingerprint)).not.toContain(change);
    expect(found.accepted.map(({ finding }) => fingerprint(finding))).toEqual([change]);
    expect(found.expired).toEqual([]);
  });

  it("holds until the end of a day", () => {
    expect(judged({ change, until: "2026-11-22" }).accepted).toHaveLength(1);
    const late = judged({ change, until: "2026-11-21" });
    expect(late.findings.map(fingerprint)).toContain(change);
    expect(late.accepted).toEqual([]);
    expect(late.expired).toMatchObject([{ change, until: "2026-11-21" }]);
  });

  it("does not name an entry as expired that a later one replaces", () => {
    expect(judged({ change, until: "2026-01-01" }, { change, until: "2027-01-01" })).toMatchObject({
      accepted: [{ ignored: { until: "2027-01-01" } }],
      expired: [],
    });
  });

  it("names entries that match nothing", () => {
    expect(judged({ change: "operation-removed GET /gone" }).unmatched).toMatchObject([
      { change: "operation-removed GET /gone" },
    ]);
  });

  it("has a published JSON Schema, the one that the declaration makes", async () => {
    await expect(ignoreSchema()).toMatchFileSnapshot(
      "../../../schemas/codemode.ignore.schema.json",
    );
  });

  it("is JSON with comments", () => {
    const text = `[
      // agreed in the review
      { "change": "operation-removed GET /a", "until": "2027-01-31", "reason": "nobody uses it" },
    ]`;
    expect(parseIgnoreFile("codemode.ignore.json", text)).toEqual([
      { change: "operation-removed GET /a", until: "2027-01-31", reason: "nobody uses it" },
    ]);
  });

  it.each([
    ['[{ "change": "x" }]', "needs a `reason`"],
    ['[{ "reason": "x" }]', "needs a `change`"],
    ['[{ "change": "x", "reason": "y", "until": "2027-02-30" }]', "is no day"],
    ['[{ "change": "x", "reason": "y", "untill": "2027-02-03" }]', "untill"],
    ['{ "change": "x" }', "array"],
    ["[", "a closing bracket is expected"],
  ])("refuses %s", (text, said) => {
    const reading = () => parseIgnoreFile("codemode.ignore.json", text);
    expect(reading).toThrow(ConfigurationError);
    expect(reading).toThrow(said);
  });
});
