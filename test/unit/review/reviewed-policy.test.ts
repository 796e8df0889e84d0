import { describe, expect, it } from "vitest";
import { configOf } from "../../../src/config/load-config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { settle } from "../../../src/ir/settle.js";
import { configured } from "../../../src/read/configured.js";
import type { Review, ReviewedOperation } from "../../../src/review/review.js";
import { withReview } from "../../../src/review/reviewed-policy.js";
import { standingOf } from "../../../src/review/standing.js";
import {
  type Api,
  DEFAULT_POLICY,
  type Decision,
  type Effect,
  type Operation,
} from "../../../src/runtime/api/api.js";
import { decide, refusal } from "../../../src/runtime/broker/policy.js";
import { apiOf, operationOf } from "../emit/api-of.js";
import { json, reading, schemaFiles } from "../read/schema-files.js";

const NO_FLAGS = { allow: [], deny: [] };

const list = operationOf("things.list", "GET /things");
const create = operationOf("things.create", "POST /things");
const remove: Operation = {
  ...operationOf("things.remove", "DELETE /things/all"),
  effect: "destructive",
};
const api = apiOf({ operations: [list, create, remove] });

function reviewOf(
  operations: Readonly<Record<string, ReviewedOperation>>,
  newReads: Decision = "allow",
): Review {
  return { newReads, operations: new Map(Object.entries(operations)) };
}

function decisionsOf(reviewed: Api): Readonly<Record<string, string>> {
  return Object.fromEntries(
    reviewed.operations.map((operation) => {
      const { decision, by } = decide(operation, reviewed.policy, NO_FLAGS);
      return [operation.name, `${decision} by ${by}`];
    }),
  );
}

describe("the standing of an API", () => {
  it("tells what is new, what is more than it was, and what is gone", () => {
    const review = reviewOf({
      "GET /things": { effect: "read" },
      "DELETE /things/all": { effect: "write" },
      "PUT /old": { effect: "write" },
      "GET /older": { effect: "read" },
    });
    expect(standingOf(api, review, new Set())).toEqual({
      unreviewed: [{ operation: create }, { operation: remove, was: "write" }],
      gone: ["GET /older", "PUT /old"],
      reviewed: 1,
    });
  });

  it("goes by the route: another call under the same name is new", () => {
    const review = reviewOf({ "POST /other": { effect: "write" } });
    const { unreviewed } = standingOf(apiOf({ operations: [create] }), review, new Set());
    expect(unreviewed).toEqual([{ operation: create }]);
  });

  it("takes an effect that was lowered, and a decision of the configuration, for reviewed", () => {
    const review = reviewOf({ "GET /things": { effect: "destructive" } });
    const { unreviewed } = standingOf(api, review, new Set(["things.create"]));
    expect(unreviewed).toEqual([{ operation: remove }]);
  });
});

describe("the policy that a review makes", () => {
  it("denies every new write, and lets new reads do what `newReads` says", () => {
    expect(decisionsOf(withReview(api, reviewOf({}), {}))).toEqual({
      list: "allow by effect",
      create: "deny by review",
      remove: "deny by review",
    });
    expect(decisionsOf(withReview(api, reviewOf({}, "ask"), {}))).toMatchObject({
      list: "ask by review",
    });
    expect(decisionsOf(withReview(api, reviewOf({}, "deny"), {}))).toMatchObject({
      list: "deny by review",
    });
  });

  it("denies an operation that does more than it did, whatever was decided about it", () => {
    const review = reviewOf({ "DELETE /things/all": { effect: "write", decision: "allow" } });
    expect(decisionsOf(withReview(api, review, {}))).toMatchObject({ remove: "deny by review" });
  });

  it("decides reviewed operations as written, or as the policy does", () => {
    const review = reviewOf({
      "GET /things": { effect: "read", decision: "deny" },
      "POST /things": { effect: "write", decision: "allow" },
      "DELETE /things/all": { effect: "destructive" },
    });
    const reviewed = withReview(api, review, {});
    expect(decisionsOf(reviewed)).toEqual({
      list: "deny by operation",
      create: "allow by operation",
      remove: "ask by effect",
    });
    expect(reviewed.policy).not.toHaveProperty("unreviewed");
  });

  it("lets the configuration win over the review, and never loosens what it denies", () => {
    const policy = { ...DEFAULT_POLICY, operations: { "things.create": "ask" as const } };
    const review = reviewOf({ "GET /things": { effect: "read", decision: "allow" } });
    const reviewed = withReview({ ...api, policy }, review, { "things.create": "ask" });
    expect(decisionsOf(reviewed)).toMatchObject({ create: "ask by operation" });
    const closed = { ...DEFAULT_POLICY, namespaces: { things: "deny" as const } };
    const held = withReview({ ...api, policy: closed }, reviewOf({}, "ask"), {});
    expect(decisionsOf(held)).toMatchObject({ list: "deny by namespace" });
  });

  it("cannot be lifted by a flag, and a refusal says who can", () => {
    const reviewed = withReview(api, reviewOf({}), {});
    const flags = { allow: ["read", "write", "destructive"] as const satisfies Effect[], deny: [] };
    const verdict = decide(create, reviewed.policy, flags);
    expect(verdict.decision).toBe("deny");
    const text = refusal(create, verdict, flags);
    expect(text).toContain("things.create is a write, which is new since the last review");
    expect(text).toContain("`codemode review`");
  });

  it("is kept in the schema, and a review beside that replaces it", () => {
    const reviewed = withReview(settle(api), reviewOf({}, "ask"), {});
    const { schema, findings } = reading(schemaFiles(reviewed));
    expect(findings).toEqual([]);
    expect(json(schema.api)).toBe(json(reviewed));
    const config = configOf({ policy: { write: "allow" } }, {});
    const again = configured(schema.api, config, new Diagnostics("schema"));
    expect(decisionsOf(again)).toMatchObject({ create: "deny by review", list: "ask by review" });
    const accepted = reviewOf({
      "GET /things": { effect: "read" },
      "POST /things": { effect: "write" },
    });
    expect(decisionsOf(withReview(again, accepted, {}))).toEqual({
      list: "allow by effect",
      create: "allow by effect",
      remove: "deny by review",
    });
  });

  it("is nothing without a review", () => {
    expect(withReview(api, undefined, {})).toBe(api);
  });
});
