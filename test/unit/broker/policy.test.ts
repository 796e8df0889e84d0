import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY, type Effect, type Policy } from "../../../src/runtime/api/api.js";
import { decide, type PolicyOverrides, refusal } from "../../../src/runtime/broker/policy.js";

const NONE: PolicyOverrides = { allow: [], deny: [] };

function issues(effect: Effect, name = "create") {
  return { id: `issues.${name}`, namespace: "issues", effect };
}

function policy(given: Partial<Policy>): Policy {
  return { ...DEFAULT_POLICY, ...given };
}

describe("decide", () => {
  it("lets reads run and asks for the rest", () => {
    expect(decide(issues("read"), DEFAULT_POLICY, NONE).decision).toBe("allow");
    expect(decide(issues("write"), DEFAULT_POLICY, NONE).decision).toBe("ask");
    expect(decide(issues("destructive"), DEFAULT_POLICY, NONE).decision).toBe("ask");
  });

  it("takes the narrowest entry", () => {
    const narrow = policy({
      effects: { read: "deny", write: "deny", destructive: "deny" },
      namespaces: { issues: "ask" },
      operations: { "issues.create": "allow" },
    });
    expect(decide(issues("write"), narrow, NONE)).toEqual({ decision: "allow", by: "operation" });
    expect(decide(issues("write", "lock"), narrow, NONE)).toEqual({
      decision: "ask",
      by: "namespace",
    });
    expect(decide({ ...issues("write"), id: "a.b", namespace: "a" }, narrow, NONE)).toEqual({
      decision: "deny",
      by: "effect",
    });
  });

  it("answers every ask of an allowed effect, and of no other", () => {
    const allow: PolicyOverrides = { allow: ["write"], deny: [] };
    const asking = policy({ operations: { "issues.create": "ask", "issues.lock": "deny" } });
    expect(decide(issues("write"), asking, allow).decision).toBe("allow");
    expect(decide(issues("write", "update"), asking, allow).decision).toBe("allow");
    expect(decide(issues("write", "lock"), asking, allow).decision).toBe("deny");
    expect(decide(issues("destructive", "remove"), asking, allow).decision).toBe("ask");
  });

  it("lets nothing overrule a flag that denies", () => {
    const allowing = policy({ operations: { "issues.create": "allow" } });
    const flags: PolicyOverrides = { allow: ["write"], deny: ["write"] };
    expect(decide(issues("write"), allowing, flags)).toEqual({ decision: "deny", by: "flag" });
  });

  it("reads own entries only", () => {
    const odd = { id: "constructor.toString", namespace: "constructor", effect: "read" } as const;
    expect(decide(odd, DEFAULT_POLICY, NONE)).toEqual({ decision: "allow", by: "effect" });
  });
});

describe("refusal", () => {
  const say = (effect: Effect, given: Policy, overrides: PolicyOverrides) =>
    refusal(issues(effect), decide(issues(effect), given, overrides), overrides);

  it("names the flag that would permit the call", () => {
    expect(say("write", DEFAULT_POLICY, NONE)).toBe(
      "issues.create is a write and nobody can be asked here. Start the server with --allow write to permit it.",
    );
    expect(say("destructive", DEFAULT_POLICY, NONE)).toContain("--allow write,destructive ");
  });

  it("says who denied it", () => {
    expect(say("write", DEFAULT_POLICY, { allow: [], deny: ["write"] })).toContain("--read-only");
    const denied = policy({ namespaces: { issues: "deny" } });
    expect(say("write", denied, NONE)).toBe(
      "issues.create is denied by this server's policy for its namespace.",
    );
  });
});
