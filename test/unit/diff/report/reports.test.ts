import { describe, expect, it } from "vitest";
import { diffGithub } from "../../../../src/cli/diff-github.js";
import { diffJunit } from "../../../../src/cli/diff-junit.js";
import { diffMarkdown } from "../../../../src/cli/diff-markdown.js";
import { diffText } from "../../../../src/cli/diff-text.js";
import { PLAIN } from "../../../../src/cli/terminal.js";
import type { Comparison } from "../../../../src/diff/comparison.js";
import type { Finding } from "../../../../src/diff/finding.js";
import { parseDocument } from "../../../../src/load/load.js";
import { changed, compared, SHOP, versionOf } from "../shop.js";

const nothing = compared(versionOf(SHOP), versionOf(SHOP));
const NO_GATES = new Set<never>();

function withFindings(...findings: readonly Partial<Finding>[]): Comparison {
  const whole = findings.map(
    (finding): Finding => ({
      code: "operation-removed",
      severity: "breaking",
      subject: { kind: "operation", operation: "orders.get", route: "GET /orders/{order_id}" },
      at: "",
      message: "it is gone",
      ...finding,
    }),
  );
  return { ...nothing, differs: "api", findings: whole };
}

const HOSTILE = "\u001b[31m::error::x\n::set-env name=A::b %0A <script> | `@everyone` \u0000]]>";

describe("nothing changed", () => {
  it("is one line", () => {
    const line = "Nothing changed: 4 operations, 3 types.\n";
    expect(diffText(nothing, "screen", PLAIN)).toBe(line);
    expect(diffMarkdown(nothing, "screen")).toBe(line);
    expect(diffGithub(nothing, undefined)).toBe(line);
  });

  it("says so where the documents differ all the same", () => {
    const spaced = compared(versionOf(SHOP), versionOf(`# another comment\n${SHOP}`));
    expect(diffText(spaced, "screen", PLAIN)).toMatch(/^No change that matters, .*\n$/);
  });

  it("is no test case", () => {
    expect(diffJunit(nothing, NO_GATES)).toContain('tests="0" failures="0"');
  });
});

describe("the text", () => {
  it("fits a screen, whatever there is, and says what it leaves out", () => {
    const many = Array.from({ length: 300 }, (_, at): Partial<Finding> => {
      const severity = (["breaking", "possibly-breaking", "safe"] as const)[at % 3];
      const route = `GET /orders/${at}`;
      return {
        ...(severity !== undefined && { severity }),
        subject: { kind: "operation", operation: `orders.get${at}`, route },
      };
    });
    const comparison = withFindings(...many);
    const text = diffText(comparison, "screen", PLAIN);
    expect(text.split("\n").length).toBeLessThan(45);
    expect(text).toMatch(/and \d+ more \(api\); --all shows them/);
    expect(text).toContain("safe  100: operation-removed ×100");
    const all = diffText(comparison, "all", PLAIN);
    expect(all.match(/operation-removed GET \/orders\/\d+$/gm)).toHaveLength(300);
  });

  it("has room for what breaks agents, however much else breaks", () => {
    const many = Array.from({ length: 100 }, (_, at): Partial<Finding> => {
      const route = `GET /orders/${at}`;
      return { subject: { kind: "operation", operation: `orders.get${at}`, route } };
    });
    const broken = {
      code: "snippet-broken",
      subject: { kind: "api" },
      at: "one.ts",
      message: "one.ts fails",
    } as const;
    expect(diffText(withFindings(...many, broken), "screen", PLAIN)).toContain("one.ts fails");
  });

  it("shows nothing that a terminal acts on", () => {
    const text = diffText(withFindings({ message: HOSTILE, at: HOSTILE }), "all", PLAIN);
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("the Markdown", () => {
  it("shows what breaks, hides the rest, and ends no table for a text", () => {
    const markdown = diffMarkdown(
      withFindings({ message: HOSTILE }, { severity: "safe", code: "operation-added" }),
      "screen",
    );
    expect(markdown).toContain("**1 breaking, 1 safe**");
    expect(markdown).toContain("<details>\n<summary>1 safe</summary>\n\n|");
    expect(markdown).not.toMatch(/<script>|(?<!\\)@everyone/);
    const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it("fits a comment of GitHub", () => {
    const long = { message: "x".repeat(1_000), at: "y".repeat(1_000) };
    const many = Array.from({ length: 3_000 }, () => long);
    const markdown = diffMarkdown(withFindings(...many), "screen");
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/^and [\d,]+ more\.$/m);
  });
});

describe("the annotations", () => {
  const document = parseDocument("openapi.yaml", new TextEncoder().encode(SHOP));

  it("name file and line of the new document, and say no second command", () => {
    const [line = "", ...others] = diffGithub(withFindings({ message: HOSTILE }), document).split(
      "\n",
    );
    const at = SHOP.split("\n").findIndex((text) => text.includes("orders/get"));
    expect(line).toMatch(
      new RegExp(`^::error file=openapi.yaml,line=${at},col=\\d+,title=An operation is gone`),
    );
    expect(line).toContain("%0A::set-env name=A::b %250A");
    expect(others).toEqual(["API diff: 1 breaking. The step's summary has all of it.", ""]);
  });

  it("are as many as GitHub shows", () => {
    const many = Array.from(
      { length: 40 },
      (_, at): Partial<Finding> => ({
        severity: at % 2 === 0 ? "breaking" : "possibly-breaking",
      }),
    );
    const text = diffGithub(withFindings(...many), undefined);
    expect(text.match(/^::error /gm)).toHaveLength(10);
    expect(text.match(/^::warning /gm)).toHaveLength(10);
  });
});

describe("the JUnit report", () => {
  it("fails what the gates name, and is XML", () => {
    const comparison = withFindings(
      { message: HOSTILE },
      { severity: "safe", code: "operation-added", subject: { kind: "api" } },
    );
    const xml = diffJunit(comparison, new Set(["breaking"] as const));
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.replaceAll("\n", "")).not.toMatch(/\p{Cc}|<script>|\]\]>/u);
    expect(diffJunit(comparison, NO_GATES)).toContain('tests="2" failures="0"');
  });
});

describe("a real change", () => {
  it("reads well", () => {
    const comparison = compared(
      versionOf(SHOP),
      versionOf(changed("operationId: orders/get", "operationId: orders/fetch-one")),
    );
    expect(diffText(comparison, "screen", PLAIN)).toContain(
      "  GET /orders/{order_id}  `orders.get` is called `orders.fetchOne` now",
    );
  });
});
