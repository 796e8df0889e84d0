import { describe, expect, it } from "vitest";
import { checkSnippets } from "../../../../src/diff/agents/check-snippets.js";
import { changed, compared, SHOP, versionOf } from "../shop.js";

const before = versionOf(SHOP);
const after = versionOf(changed("        name: { type: string }\n", ""));

const USING =
  "const customers = await shop.customers.list();\nreturn customers.map((one) => one.name);";

function check(...texts: readonly string[]) {
  const snippets = texts.map((text, at) => ({ file: `${at}.ts`, text }));
  return checkSnippets(before.api, after.api, snippets);
}

describe("saved snippets", () => {
  it("are told with line and message when they pass no more", () => {
    const found = check(USING, "return shop.orders.list();");
    expect(found).toEqual({
      checked: 2,
      broken: [
        {
          file: "0.ts",
          errors: [{ line: 2, message: "Property 'name' does not exist on type 'Customer'." }],
        },
      ],
      failedBefore: 0,
    });
    expect(compared(before, after, { snippets: found }).findings).toContainEqual({
      code: "snippet-broken",
      severity: "breaking",
      subject: { kind: "api" },
      at: "0.ts",
      message: "0.ts fails in line 2: Property 'name' does not exist on type 'Customer'.",
    });
  });

  it("are only counted when they failed before", () => {
    expect(check("return shop.customers.nothing();", "return (;")).toEqual({
      checked: 2,
      broken: [],
      failedBefore: 2,
    });
  });

  it("may have every form that is executed", () => {
    const forms = [
      USING,
      `async () => {\n${USING}\n}`,
      `async function () {\n${USING}\n}`,
      `async function main() {\n${USING}\n}`,
      `export default async function main() {\n${USING}\n}`,
      "({ names: (await shop.customers.list()).map((one) => one.name) })",
      "{ names: (await shop.customers.list()).map((one) => one.name) };",
      "(await shop.customers.list()).map((one) => one.name)",
    ];
    const { broken, failedBefore } = check(...forms);
    expect(failedBefore).toBe(0);
    expect(broken.map(({ file }) => file)).toEqual(forms.map((_, at) => `${at}.ts`));
  });

  it("may be loose JavaScript, and use what is in scope", () => {
    const loose = `
      function first(list) { return list[0]; }
      let kept;
      try { kept = await results.get("1"); } catch (error) { console.log(error.message); }
      const answer = await search({ query: "orders", limit: 2 });
      setTimeout(() => {}, 1);
      return [first(await shop.orders.list()), kept, answer, new URL("https://a.example").href];`;
    expect(check(loose)).toEqual({ checked: 1, broken: [], failedBefore: 0 });
  });
});
