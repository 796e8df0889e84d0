import { describe, expect, it } from "vitest";
import { acceptedReview, everything } from "../../../src/review/accept.js";
import type { Review } from "../../../src/review/review.js";
import { selectOperations, selectRoutes } from "../../../src/review/selection.js";
import type { Operation } from "../../../src/runtime/api/api.js";
import { apiOf, operationOf } from "../emit/api-of.js";

const list: Operation = { ...operationOf("things.list", "GET /things"), operationId: "things/all" };
const add = operationOf("things.add", "POST /things");
const other = operationOf("others.add", "POST /others/{id}/parts");
const api = apiOf({ operations: [other, list, add] });

const names = (pattern: string) => selectOperations(api, pattern).map(({ id }) => id);

describe("a pattern", () => {
  it("names operations by name, route and operationId", () => {
    expect(names("things.*")).toEqual(["things.list", "things.add"]);
    expect(names("POST /things")).toEqual(["things.add"]);
    expect(names("POST /*")).toEqual(["things.add"]);
    expect(names("POST /**")).toEqual(["others.add", "things.add"]);
    expect(names("things/all")).toEqual(["things.list"]);
    expect(names("*")).toEqual(["others.add", "things.list", "things.add"]);
    expect(names("thing")).toEqual([]);
    expect(selectRoutes(["GET /a", "PUT /a"], "PUT *")).toEqual([]);
    expect(selectRoutes(["GET /a", "PUT /a"], "PUT /*")).toEqual(["PUT /a"]);
  });
});

describe("an acceptance", () => {
  const review: Review = {
    newReads: "deny",
    operations: new Map([
      ["POST /things", { effect: "read", decision: "allow" }],
      ["GET /things", { effect: "read", decision: "ask" }],
      ["GET /old", { effect: "read" }],
    ]),
  };

  it("takes the effects of now, leaves out what is gone, and keeps what was decided", () => {
    const accepted = acceptedReview(review, everything(api, ["GET /old"]));
    expect(accepted.newReads).toBe("deny");
    expect(Object.fromEntries(accepted.operations)).toEqual({
      "GET /things": { effect: "read", decision: "ask" },
      "POST /others/{id}/parts": { effect: "write" },
      // That it may run was said of a read.
      "POST /things": { effect: "write" },
    });
  });

  it("writes down new decisions, and nothing about other operations", () => {
    const decisions = new Map([[other, "deny" as const]]);
    const accepted = acceptedReview(review, { operations: [other], gone: [], decisions });
    expect(Object.fromEntries(accepted.operations)).toEqual({
      ...Object.fromEntries(review.operations),
      "POST /others/{id}/parts": { effect: "write", decision: "deny" },
    });
  });
});
