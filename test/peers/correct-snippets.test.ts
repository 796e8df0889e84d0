import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CheckedServer, startCheckedServer } from "../e2e/checked-server.js";
import { codemode } from "../e2e/cli-process.js";
import { cloudflareSnippets } from "../snippets/correct/cloudflare.js";
import { githubSnippets } from "../snippets/correct/github.js";
import { kubernetesSnippets } from "../snippets/correct/kubernetes.js";
import { looseSnippets } from "../snippets/correct/loose.js";
import { stripeSnippets } from "../snippets/correct/stripe.js";
import { corpusFolder, unpack } from "./corpus.js";

// Right snippets as models write them, a hundred by somebody who had not seen the checks: neither check refuses one. The API answers everything with 404,
// so each may fail while it runs.

const APIS = [
  ["github.json", "github", [...githubSnippets, ...looseSnippets]],
  ["stripe-2022-04.json", "stripe", stripeSnippets],
  ["kubernetes.json", "kubernetes", kubernetesSnippets],
  ["cloudflare-2024-08.json", "cloudflare", cloudflareSnippets],
] as const;

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe.each(APIS)("%s", (document, name, snippets) => {
    const folder = mkdtempSync(join(tmpdir(), "codemode-correct-"));
    let server: CheckedServer;

    beforeAll(async () => {
      const run = await codemode(["compile", unpack(corpus, document), "-o", folder, "--force"]);
      expect(run.exitCode, run.stderr).toBe(0);
      server = await startCheckedServer(folder, `${name.toUpperCase()}_BASE_URL`);
    });

    afterAll(async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(snippets.map((code, at) => [at + 1, code] as const))("%i", async (_, code) => {
      const { text } = await server.execute(code);
      expect(text).not.toMatch(/^Not run/);
    });
  });
}
