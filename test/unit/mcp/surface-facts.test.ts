import { describe, expect, it } from "vitest";
import type { Api, Decision, Effect } from "../../../src/runtime/api/api.js";
import { decide, type PolicyOverrides } from "../../../src/runtime/broker/policy.js";
import { apiSurface, surfaceFacts } from "../../../src/runtime/mcp/api-surface.js";
import { readSurfaceFacts, writeSurfaceFacts } from "../../../src/runtime/mcp/surface-facts.js";
import { surfaceOf } from "../../../src/runtime/mcp/tools.js";
import { operation, shopApi } from "../broker/shop-api.js";

const DECISIONS: readonly Decision[] = ["allow", "ask", "deny"];
const SETS: readonly (readonly Effect[])[] = [
  [],
  ["write"],
  ["destructive"],
  ["write", "destructive"],
];

/** Every way in which a policy can decide about a write and a deletion, by effect, by namespace, by operation and as unreviewed. */
const apis: readonly Api[] = DECISIONS.flatMap((write) =>
  DECISIONS.flatMap((destructive) =>
    DECISIONS.flatMap((narrow) =>
      [
        {},
        { namespaces: { items: narrow } },
        { operations: { "items.remove": narrow } },
        { unreviewed: { "items.add": narrow } },
      ].map((entries) =>
        shopApi(
          [
            operation("items.list", "GET /items"),
            operation("items.add", "POST /items", { effect: "write" }),
            operation("items.remove", "DELETE /items", { effect: "destructive" }),
          ],
          {
            policy: {
              effects: { read: "allow", write, destructive },
              namespaces: {},
              operations: {},
              ...entries,
            },
          },
        ),
      ),
    ),
  ),
);

describe("the facts of a surface", () => {
  it("are what they were written as", () => {
    for (const api of apis) {
      const facts = surfaceFacts(api);
      const { formatVersion: _, ...read } = JSON.parse(writeSurfaceFacts(facts));
      expect(read).toEqual(facts);
      expect(readSurfaceFacts(writeSurfaceFacts(facts))).toMatchObject(facts);
    }
  });

  it("say under every flag what the API says", () => {
    for (const api of apis) {
      const facts = readSurfaceFacts(writeSurfaceFacts(surfaceFacts(api)));
      for (const allow of SETS) {
        for (const deny of SETS) {
          const { annotations } = surfaceOf(facts, { allow, deny }).execute;
          expect(annotations).toEqual(hintsOf(api, { allow, deny }));
          expect(surfaceOf(facts, { allow, deny })).toEqual(apiSurface(api, { allow, deny }));
        }
      }
    }
  });

  it.each([
    ["", "it is not JSON. Compile again."],
    ["[]", "it has no formatVersion. Compile again."],
    [
      '{ "formatVersion": 2 }',
      "it has format 2, this program reads 1. Compile again with the same version.",
    ],
    ['{ "formatVersion": 1, "title": "A" }', "it is damaged: a part is missing. Compile again."],
  ])("are not read from %s", (text, message) => {
    expect(() => readSurfaceFacts(text)).toThrow(message);
  });
});

/** By asking about every operation. */
function hintsOf({ operations, policy }: Api, flags: PolicyOverrides): object {
  const effects = operations
    .filter((one) => decide(one, policy, flags).decision === "allow")
    .map(({ effect }) => effect);
  if (effects.includes("destructive")) return {};
  return effects.includes("write") ? { destructiveHint: false } : { readOnlyHint: true };
}
