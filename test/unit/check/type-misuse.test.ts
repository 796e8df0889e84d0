import { describe, expect, it } from "vitest";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import type { KnownValue } from "../../../src/runtime/check/known-value.js";
import type { OwnedType, TypeFinding } from "../../../src/runtime/check/type-finding.js";
import { typeMisuses } from "../../../src/runtime/check/type-misuse.js";
import { misuseFailure } from "../../../src/runtime/execute/misuse-failure.js";
import { readReply, writeReply } from "../../../src/runtime/node/type-check/messages.js";
import { estimateTokens } from "../../../src/runtime/tokens/estimate.js";
import { analysed } from "./shop.js";

const lookup = createLookup(analysed());
const ITEM: OwnedType = { kind: "object", name: "Item", members: ["id", "name", "price"] };

function member(name: string, owner: OwnedType, object = "item"): TypeFinding {
  return { kind: "member", line: 3, name, object, owner };
}

function messages(...findings: TypeFinding[]): readonly string[] {
  return typeMisuses(findings, lookup).map(({ line, message }) => `${line}: ${message}`);
}

describe("what a type checker found", () => {
  it.each<[string, TypeFinding, string]>([
    [
      "a misspelt field",
      member("nam", ITEM),
      "3: item (Item) has no `nam`; did you mean `name`? (`(item as any).nam` reads it all the same)",
    ],
    [
      "a field that is near to nothing",
      member("weight", { ...ITEM, name: "" }),
      "3: item has no `weight`; it has `id`, `name`, `price` (`(item as any).weight` reads it all the same)",
    ],
    [
      "what other clients put around a body",
      member("data", ITEM),
      "3: item (Item) has no `data`: a call gives the parsed body itself; shop.raw(operation, args) gives status and headers with it (`(item as any).data` reads it all the same)",
    ],
    [
      "a field of a list's items",
      member("price", { ...ITEM, kind: "array" }, "items"),
      "3: items is an array of Item, which has no `price`: its items have it, so take one, or `.map((item) => item.price)`",
    ],
    [
      "a list's list",
      member("rows", { ...ITEM, kind: "array" }, "items"),
      "3: items is an array of Item, which has no `rows`: it is the list itself",
    ],
    [
      "a promise",
      member("name", { ...ITEM, kind: "promise" }),
      "3: item is a promise, which has no `name`: write `(await item).name`",
    ],
    [
      "a method that a string lacks",
      member("getTime", { kind: "scalar", name: "string", members: [] }, "item.at"),
      "3: item.at is a string, which has no `getTime`",
    ],
    [
      "a namespace",
      member("item", { kind: "client", name: "", members: [] }, "shop"),
      "3: shop has no item; did you mean shop.items?",
    ],
    [
      "an operation",
      member("lst", { kind: "namespace", name: "items", members: [] }, "shop.items"),
      "3: there is no operation items.lst; did you mean shop.items.list?",
    ],
    [
      "a loop over an object",
      {
        kind: "iteration",
        line: 1,
        object: "page",
        owner: { ...ITEM, name: "Page", members: ["rows"] },
      },
      "1: page is a Page, no list; its lists: `.rows`",
    ],
    [
      "a call of a namespace",
      {
        kind: "call",
        line: 1,
        object: "parts[0]",
        owner: { kind: "namespace", name: "items", members: [] },
      },
      "1: parts[0] is a namespace: call one of its operations, as shop.items.list(…)",
    ],
  ])("%s", (_, finding, message) => {
    expect(messages(finding)).toEqual([message]);
  });

  it("is judged by the rules for arguments", () => {
    const given = (page: KnownValue): TypeFinding => ({
      kind: "arguments",
      line: 2,
      operation: { module: "items", name: "list" },
      count: 1,
      given: { kind: "object", members: new Map([["page", page]]), isWhole: false },
    });
    expect(messages(given({ kind: "string" }))).toEqual([
      "2: items.list: `page` must be an integer, not a string",
    ]);
    expect(messages(given({ kind: "boolean" }))).toEqual([
      "2: items.list: `page` must be an integer, not a boolean",
    ]);
    expect(messages(given({ kind: "number" }), given({ kind: "unknown" }))).toEqual([]);
  });

  it("says nothing of operations and namespaces that there are not", () => {
    const operation = { module: "gone", name: "list" };
    expect(
      messages(
        { kind: "arguments", line: 1, operation, count: 2, given: { kind: "unknown" } },
        member("list", { kind: "namespace", name: "gone", members: [] }),
      ),
    ).toEqual([]);
  });

  it("comes in the order of the code, each thing once, and short", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      ...member("nam".repeat(40), { ...ITEM, members: ITEM.members.map((one) => one.repeat(30)) }),
      line: 30 - (at % 15),
    }));
    const misuses = typeMisuses(many, lookup);
    expect(misuses.map(({ line }) => line)).toEqual(Array.from({ length: 15 }, (_, at) => at + 16));
    const { headline, details, next } = misuseFailure("\n".repeat(40), misuses, lookup);
    const text = [headline, ...(details ?? []), next].join("\n");
    expect(details).toContain("and 10 more");
    expect(estimateTokens(text)).toBeLessThanOrEqual(300);
  });
});

describe("replies", () => {
  it("arrive as they were sent", () => {
    const given: KnownValue = {
      kind: "object",
      isWhole: true,
      members: new Map<string, KnownValue>([
        ["__proto__", { kind: "scalar", value: "x" }],
        [
          "ids",
          { kind: "array", items: [{ kind: "number" }, { kind: "undefined" }], isWhole: false },
        ],
        ["when", { kind: "other", noun: "a promise" }],
      ]),
    };
    const reply = {
      kind: "checked",
      findings: [
        member("nam", ITEM),
        { kind: "iteration", line: 1, object: "x", owner: ITEM },
        {
          kind: "arguments",
          line: 2,
          operation: { module: "items", name: "list" },
          count: 1,
          given,
        },
      ],
    } as const;
    expect(readReply(writeReply(reply))).toEqual(reply);
    expect(readReply(writeReply({ kind: "ready" }))).toEqual({ kind: "ready" });
  });

  it.each([
    "",
    "{",
    "null",
    '{"kind":"checked"}',
    '{"kind":"checked","findings":[{"kind":"member","line":1}]}',
    '{"kind":"checked","findings":[{"kind":"arguments","line":1,"count":1,"operation":{"module":1}}]}',
  ])("that are none are refused: %s", (line) => {
    expect(readReply(line)).toBeUndefined();
  });

  it("know nothing of values that cannot be read", () => {
    const line = JSON.stringify({
      kind: "checked",
      findings: [
        {
          kind: "arguments",
          line: 1,
          count: 1,
          operation: { module: "items", name: "list" },
          given: { kind: "object", members: [1] },
        },
      ],
    });
    expect(readReply(line)).toMatchObject({ findings: [{ given: { kind: "unknown" } }] });
  });
});
