import { describe, expect, it } from "vitest";
import { apiRules } from "../../../../src/diff/api/api-rules.js";
import { comparison } from "./comparison.js";
import { accessPairs } from "./pairs/access-pairs.js";
import { LIBRARY } from "./pairs/library.js";
import { operationPairs } from "./pairs/operation-pairs.js";
import type { FixturePair } from "./pairs/pair.js";
import { responsePairs } from "./pairs/response-pairs.js";
import { typePairs } from "./pairs/type-pairs.js";

const PAIRS: readonly FixturePair[] = [
  ...operationPairs,
  ...responsePairs,
  ...accessPairs,
  ...typePairs,
];

describe("what changed between two versions", () => {
  it("is nothing when nothing did", () => {
    expect(comparison(LIBRARY, LIBRARY)).toEqual([]);
  });

  it.each(PAIRS)("is told where $name", ({ from, to, forward, backward }) => {
    const parts = LIBRARY.split(from);
    expect(parts).toHaveLength(2);
    const other = LIBRARY.replace(from, () => to);
    expect(codes(LIBRARY, other)).toEqual([...forward].sort());
    expect(codes(other, LIBRARY)).toEqual([...backward].sort());
  });
});

/** Each code once; a finding has the severity of the documented table. */
function codes(before: string, after: string): readonly string[] {
  const findings = comparison(before, after);
  for (const { code, severity, message } of findings) {
    const rules: { readonly [code: string]: { readonly severity: string } } = apiRules;
    expect(severity).toBe(rules[code]?.severity);
    expect(message).not.toMatch(/\.$|undefined\b.*undefined/);
  }
  return [...new Set(findings.map(({ code }) => code))].sort();
}
