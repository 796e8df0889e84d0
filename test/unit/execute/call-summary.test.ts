import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import type { CallRecord } from "../../../src/runtime/broker/call-log.js";
import { callSummary, changesSummary } from "../../../src/runtime/execute/call-summary.js";

function call(operation: string, effect: CallRecord["effect"], status: number): CallRecord {
  return { operation, effect, bytes: 0, milliseconds: 1, kind: "answered", status };
}

describe("callSummary", () => {
  it("groups the calls, and begins with what may have changed something", () => {
    const calls = [
      call("issues.get", "read", 200),
      call("issues.create", "write", 201),
      call("issues.get", "read", 200),
      call("issues.get", "read", 404),
      call("issues.delete", "destructive", 204),
    ];
    expect(callSummary(calls)).toBe(
      "issues.delete ×1 → 204, issues.create ×1 → 201, issues.get ×2 → 200, issues.get ×1 → 404",
    );
    expect(changesSummary(calls)).toBe("issues.delete ×1 → 204, issues.create ×1 → 201");
  });

  it("has at most 150 tokens, whatever was called, and counts every call", () => {
    const names = [
      "a.b",
      "enterpriseAdministration.getAllAuthorizedSshKeysOfUser",
      "日本.語".repeat(40),
    ];
    for (const name of names) {
      const calls = Array.from({ length: 200 }, (_, at) => call(`${name}${at}`, "read", 200));
      const summary = callSummary(calls);
      expect(countTokens(`Calls: ${summary}`)).toBeLessThanOrEqual(150);
      if (name.length > 100) continue;
      const shown = summary.match(/×1 →/g)?.length ?? 0;
      expect(summary).toMatch(new RegExp(`, ${200 - shown} more calls$`));
    }
  });
});
