import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ranks from "gpt-tokenizer/bpeRanks/o200k_base";
import { expect, it } from "vitest";
import { byteCharacter } from "../../../src/runtime/tokens/merges.js";

const FILE = fileURLToPath(new URL("../../../src/runtime/tokens/first-tokens.ts", import.meta.url));
const KEPT = 12_000;

// Written by `UPDATE=1 npx vitest run test/unit/tokens/first-tokens.test.ts`.
it("is the head of o200k_base", () => {
  const tokens: string[] = [];
  for (let rank = 256; tokens.length < KEPT; rank++) {
    const token = ranks[rank];
    if (token === undefined) continue;
    const bytes = typeof token === "string" ? new TextEncoder().encode(token) : token;
    tokens.push(Array.from(bytes, byteCharacter).join(""));
  }
  const text = `/** The first 12,000 merged tokens of o200k_base (OpenAI tiktoken, MIT) in order of rank; bytes as \`byteCharacter\` writes them. */
export const FIRST_TOKENS: string =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: tokens, not a template
  '${tokens.join(" ").replace(/[\\']/g, "\\$&")}';
`;
  if (process.env["UPDATE"] === "1") writeFileSync(FILE, text);
  expect(readFileSync(FILE, "utf8") === text).toBe(true);
});
