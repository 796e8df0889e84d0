import { describe, expect, it } from "vitest";
import { budgetFindings } from "../../../../src/diff/tokens/budgets.js";
import { changed, compared, SHOP, versionOf } from "../shop.js";

const tokensBetween = (before: string, after: string) =>
  compared(versionOf(before), versionOf(after)).tokens;

describe("what a version costs otherwise", () => {
  it("is told for each operation with the type that grew", () => {
    const more =
      "total: { type: number }\n        currency: { type: string }\n        paid_at: { type: string }";
    const {
      operations,
      namespaces,
      changed: possible,
      counted,
    } = tokensBetween(SHOP, changed("total: { type: number }", more));
    expect(operations.map(({ operation }) => operation).toSorted()).toEqual([
      "orders.create",
      "orders.get",
      "orders.list",
    ]);
    for (const { before, after, reasons } of operations) {
      expect(after).toBeGreaterThan(before);
      expect(reasons).toEqual([
        { what: "Order", tokens: after - before, why: "2 new properties: currency, paid_at" },
      ]);
    }
    const sum = operations.reduce((total, one) => total + one.after - one.before, 0);
    expect(namespaces.map(({ namespace, before, after }) => [namespace, after - before])).toEqual([
      ["orders", sum],
    ]);
    expect([possible, counted]).toEqual([3, 3]);
  });

  it("names values, texts and arguments", () => {
    const reasons = (after: string) =>
      tokensBetween(SHOP, after).operations.flatMap((one) => one.reasons.map(({ why }) => why));
    expect(reasons(changed("[open, paid]", "[open, paid, shipped]"))).toContain(
      '1 new enum value: state "shipped"',
    );
    expect(reasons(changed("summary: List customers", "summary: List every customer"))).toEqual([
      "description",
    ]);
    expect(
      reasons(
        changed("total: { type: number }", "total: { type: array, items: { type: number } }"),
      ),
    ).toContain("1 changed property: total");
    const argument = "parameters: [{ name: q, in: query, schema: { type: string } }]";
    expect(
      reasons(changed("summary: List customers", `summary: List customers\n      ${argument}`)),
    ).toEqual(["1 new argument: q"]);
  });

  it("counts what is new and what is gone", () => {
    const without =
      SHOP.slice(0, SHOP.indexOf("  /customers:")) + SHOP.slice(SHOP.indexOf("components:"));
    expect(tokensBetween(SHOP, without).operations).toContainEqual(
      expect.objectContaining({ operation: "customers.list", after: 0, reasons: [] }),
    );
    expect(tokensBetween(without, SHOP).operations).toContainEqual(
      expect.objectContaining({ operation: "customers.list", before: 0 }),
    );
  });

  it("is nothing where nothing changed, and has every surface all the same", () => {
    const { surfaces, operations, namespaces } = tokensBetween(SHOP, SHOP);
    expect([operations, namespaces]).toEqual([[], []]);
    expect(surfaces.map(({ before, after }) => before - after)).toEqual(surfaces.map(() => 0));
    expect(surfaces.map(({ surface }) => surface)).toEqual([
      "toolsList",
      "instructions",
      "skillListing",
      "skill",
      "oneToolPerOperation",
      "answerMedian",
      "answerP95",
    ]);
  });

  it("says which operations it has counted where they are too many", () => {
    const paths = Array.from(
      { length: 450 },
      (_, at) =>
        `  /things${at}:\n    get:\n      operationId: things/get-${at}\n      summary: Old\n      responses: { '204': { description: Fine. } }\n`,
    ).join("");
    const many = SHOP.replace("components:", () => `${paths}components:`);
    const {
      changed: possible,
      counted,
      operations,
    } = tokensBetween(many, many.replaceAll("summary: Old", "summary: Another and longer text"));
    expect([possible, counted, operations.length]).toEqual([450, 400, 400]);
  });
});

describe("a budget", () => {
  it("is a finding when it does not hold, by its size or by its growth", () => {
    const limits = {
      toolsList: { max: 400 },
      skill: { growth: { kind: "share", share: 0.05 } },
      instructions: { max: 100 },
    } as const;
    const before = { toolsList: 380, skill: 1_000, instructions: 90 };
    const after = { toolsList: 412, skill: 1_100, instructions: 95 };
    expect(
      budgetFindings(limits, before, after).map(({ code, severity, at }) => [code, severity, at]),
    ).toEqual([
      ["budget-exceeded", "breaking", "budgets.toolsList.max"],
      ["budget-exceeded", "breaking", "budgets.skill.growth"],
    ]);
  });
});
