import { describe, expect, it } from "vitest";
import { partOf } from "../../../../src/diff/comparison.js";
import { RULES } from "../../../../src/diff/rules.js";
import { changed, compared, type Settings, SHOP, versionOf } from "../shop.js";

/** What concerns agents, without what the API's own part says. */
function agents(before: string, after: string, settings: Settings = {}, earlier: Settings = {}) {
  const { findings } = compared(versionOf(before, earlier), versionOf(after, settings));
  return findings
    .filter((finding) => partOf(finding) === "agents")
    .map(({ code, severity, at, message }) => ({ code, severity, at, message }));
}

describe("names in code", () => {
  it("are told for an operation", () => {
    expect(agents(SHOP, changed("orders/get", "orders/fetch-one"))).toEqual([
      {
        code: "operation-renamed",
        severity: "breaking",
        at: "",
        message: "`orders.get` is called `orders.fetchOne` now",
      },
    ]);
  });

  it("are told once for a namespace", () => {
    const found = agents(SHOP, SHOP.replaceAll("operationId: orders/", "operationId: sales/"));
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ["namespace-renamed", "`orders`, which had 3 operations, is `sales` now"],
    ]);
  });

  it("are told for the operations of a namespace that was taken apart", () => {
    const apart = changed(
      "orders/create",
      "carts/create",
      changed("orders/list", "sales/list", changed("orders/get", "sales/get")),
    );
    expect(agents(SHOP, apart).map(({ code, message }) => [code, message])).toEqual([
      ["namespace-removed", "`orders` is gone, which had 3 operations"],
      ["operation-renamed", "`orders.create` is called `carts.create` now"],
      ["operation-renamed", "`orders.list` is called `sales.list` now"],
      ["operation-renamed", "`orders.get` is called `sales.get` now"],
    ]);
  });
});

describe("what an operation may do", () => {
  const raised = { config: '{ "effects": { "orders.create": "destructive" } }' };
  const lowered = { config: '{ "effects": { "orders.create": "read" } }' };

  it("is told where it counts as more, or as less", () => {
    expect(agents(SHOP, SHOP, raised)).toEqual([
      {
        code: "effect-raised",
        severity: "possibly-breaking",
        at: "effect",
        message: "was a write, is destructive now: it still asks first",
      },
    ]);
    expect(agents(SHOP, SHOP, lowered)).toEqual([
      {
        code: "effect-lowered",
        severity: "safe",
        at: "effect",
        message: "was a write, is a read now: it asked first and runs without asking now",
      },
    ]);
  });

  it("is told once where the policy of an effect is another one", () => {
    expect(agents(SHOP, SHOP, { config: '{ "policy": { "write": "deny" } }' })).toEqual([
      {
        code: "decision-stricter",
        severity: "possibly-breaking",
        at: "policy.write",
        message: "what is a write asked first and is denied now",
      },
    ]);
  });

  it("is told for an operation that the policy names", () => {
    const config = '{ "policy": { "operations": { "orders.create": "allow" } } }';
    expect(agents(SHOP, SHOP, { config }).map(({ code, at }) => [code, at])).toEqual([
      ["decision-looser", "policy"],
    ]);
    expect(agents(SHOP, SHOP, {}, { config }).map(({ code }) => code)).toEqual([
      "decision-stricter",
    ]);
  });

  it("is told for a new write, and that it waits for a review where there is one", () => {
    const more = changed(
      "  /customers:\n    get:",
      "  /customers:\n    delete:\n      operationId: customers/clear\n      responses: { '204': { description: Gone. } }\n    get:",
    );
    expect(agents(SHOP, more)).toMatchObject([
      { code: "write-added", severity: "safe", message: "new, and destructive: it asks first" },
    ]);
    const operations = versionOf(SHOP).api.operations.map(
      ({ httpMethod, path, effect }) => [`${httpMethod} ${path}`, { effect }] as const,
    );
    const review = { newReads: "allow", operations: new Map(operations) } as const;
    expect(agents(SHOP, more, { review })).toMatchObject([
      { code: "write-unreviewed", severity: "possibly-breaking" },
    ]);
  });
});

describe("where ids come from", () => {
  it("is told when no operation gives them any more", () => {
    const without = changed("        id: { type: string }\n        name", "        name").replace(
      "required: [id]\n",
      "required: []\n",
    );
    expect(agents(SHOP, without)).toEqual([
      {
        code: "supplier-lost",
        severity: "possibly-breaking",
        at: "args.body.customer_id",
        message:
          "no operation is known any more that gives `body.customer_id`; it came from `customers.list()[].id`",
      },
    ]);
  });
});

describe("the rules", () => {
  it("say who is hurt, in sentences", () => {
    for (const [code, { title, why }] of Object.entries(RULES)) {
      expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(title).not.toMatch(/\.$/);
      expect(why).toMatch(/\.$/);
    }
  });
});
