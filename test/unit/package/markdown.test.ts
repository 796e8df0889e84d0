import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan, inlineText, oneLine } from "../../../src/emit/markdown.js";

describe("inlineText", () => {
  it.each([
    [
      "a plain sentence, with (brackets) - and more.",
      "a plain sentence, with (brackets) - and more.",
    ],
    ["# heading", "\\# heading"],
    ["- item", "\\- item"],
    ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
    ["[click](javascript:x)", "\\[click\\](javascript:x)"],
    ["![img](http://evil/x.png)", "\\!\\[img\\](http\\://evil/x.png)"],
    ["see https://evil.example", "see https\\://evil.example"],
    ["`code` *bold* _it_ ~no~ | cell", "\\`code\\` \\*bold\\* \\_it\\_ \\~no\\~ \\| cell"],
    ["&lt;b&gt;", "\\&lt;b\\&gt;"],
    ["two\n\nparagraphs\n# not a heading", "two paragraphs # not a heading"],
    ["bidi\u202egnihsif\u200b", "bidignihsif"],
    ["a\\`b", "a\\\\\\`b"],
  ])("makes %j text", (value, expected) => {
    expect(inlineText(value, 200)).toBe(expected);
  });

  it("cuts by characters, never inside one", () => {
    expect(oneLine("😀😀😀😀", 3)).toBe("😀😀…");
  });
});

describe("code", () => {
  it.each([
    ["plain", "`plain`"],
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    ["a ``` b", "````a ``` b````"],
    ["two\nlines", "`two lines`"],
  ])("spans %j", (value, expected) => {
    expect(codeSpan(value)).toBe(expected);
  });

  it("fences code that holds a fence", () => {
    expect(codeBlock("ts", "```\nevil\n```\n")).toBe("````ts\n```\nevil\n```\n````");
  });
});
