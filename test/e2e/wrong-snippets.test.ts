import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wrongSnippets } from "../snippets/wrong-snippets.js";
import { type CheckedServer, startCheckedServer } from "./checked-server.js";
import { codemode } from "./cli-process.js";

// Every kind of mistake in every spelling, through a real server with TypeScript: nothing reaches the API, and the answer says what is right.

const folder = mkdtempSync(join(tmpdir(), "codemode-wrong-"));
let server: CheckedServer;

beforeAll(async () => {
  const run = await codemode(["compile", "fixtures/library.yaml", "-o", folder, "--force"]);
  expect(run.exitCode, run.stderr).toBe(0);
  server = await startCheckedServer(folder, "LIBRARY_BASE_URL");
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(wrongSnippets.map((one) => [one.kind, one] as const))(
  "%s",
  (_, { spellings, fix }) => {
    it.each(spellings)("%s", async (code) => {
      const { isError, text, requests } = await server.execute(code);
      expect(requests).toBe(0);
      expect(isError).toBe(true);
      expect(text).toMatch(/^Not run/);
      expect(text).toMatch(fix);
      expect(countTokens(text)).toBeLessThanOrEqual(300);
    });
  },
);

it("lets what is right through to the API", async () => {
  const { requests } = await server.execute('return await library.books.get({ book_id: "b1" });');
  expect(requests).toBe(1);
});

it("sends a field that the document does not know, and says so", async () => {
  const { isError, text, requests } = await server.execute(`try {
  await library.books.update({ book_id: "b1", body: { titel: "Emma" } });
} catch (error) {
  return error.status;
}`);
  expect(requests).toBe(1);
  expect(isError).toBe(false);
  expect(text).toContain(
    "Note: books.update: the document knows no `body.titel`; did you mean `title`?",
  );
});
