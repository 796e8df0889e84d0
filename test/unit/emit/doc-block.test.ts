import ts from "typescript";
import { describe, expect, test } from "vitest";
import { docBlock, docText } from "../../../src/emit/ts/doc-block.js";
import { randomNumbers } from "./random-types.js";

/** The text and the tags that TypeScript reads in a comment before a declaration. */
function parsed(lines: readonly string[]): { text: string; tags: string[]; statements: number } {
  const file = ts.createSourceFile(
    "a.ts",
    `${lines.join("\n")}\nlet a;\n`,
    ts.ScriptTarget.ES2023,
    true,
  );
  const [statement] = file.statements;
  const comments =
    statement === undefined ? [] : ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  return {
    text: comments.map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "").join("\n"),
    tags: comments.flatMap((comment) => comment.tags ?? []).map(({ tagName }) => tagName.text),
    statements: file.statements.length,
  };
}

describe("docBlock", () => {
  test("says nothing where there is nothing to say", () => {
    expect(docBlock(undefined, [])).toEqual([]);
    expect(docBlock(" \n ", [])).toEqual([]);
  });

  test("takes one line for one line", () => {
    expect(docBlock("A thing.", [])).toEqual(["/** A thing. */"]);
    expect(docBlock(undefined, [{ name: "minimum", value: "1" }])).toEqual(["/** @minimum 1 */"]);
  });

  test("keeps the lines of a text and sets tags apart", () => {
    expect(docBlock("One\r\n\n  - two  \n", [{ name: "deprecated" }])).toEqual([
      "/**",
      " * One",
      " *",
      " *   - two",
      " *",
      " * @deprecated",
      " */",
    ]);
  });

  test("cuts an absurdly long text", () => {
    expect(docBlock("x".repeat(1_000_000), []).join("").length).toBeLessThan(19_000);
    expect(docBlock("x\n".repeat(1_000_000), []).join("\n").length).toBeLessThan(50_000);
  });

  test("shows what would be invisible, and gives every text back", () => {
    const text = "a\u202eb \u{e0041} \u0000 \\u{41} \\\u202e @x {@link y} *\\/ */ \\@ z\ud800";
    const lines = docBlock(text, []);
    expect(lines.join("\n")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(docText(lines.join("\n").slice(4, -3))).toBe(text);
  });

  test("lets no text end the comment or start a tag", () => {
    const random = randomNumbers(7);
    const pieces = [
      "*",
      "/",
      "\\",
      "@",
      "`",
      "{",
      "}",
      " ",
      "\n",
      "a",
      "@deprecated",
      "\u2028",
      "\t",
      "*/",
      "u{41}",
      "-",
      "```\n",
      "<",
      "\u00a0",
    ];
    for (let round = 0; round < 3_000; round++) {
      const text = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join(
        "",
      );
      const lines = docBlock(text, [{ name: "integer" }]);
      const { tags, statements } = parsed(lines);
      expect({ text, tags, statements }).toEqual({ text, tags: ["integer"], statements: 1 });
      const body = lines.length === 1 ? [] : lines.slice(1, -1).map((line) => line.slice(3));
      const written = body.slice(0, Math.max(0, body.length - 2)).join("\n");
      const normal = text
        .trim()
        .split("\n")
        .map((line) => line.replace(/[ \t\u00a0]+$/, ""))
        .join("\n");
      expect(docText(written)).toBe(normal);
    }
  });
});
