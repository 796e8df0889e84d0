import { describe, expect, it } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { gitSite } from "../../../src/load/git-site.js";
import { loadFrom } from "../../../src/load/load.js";
import type { ExternalReferences } from "../../../src/load/site.js";

const DOCUMENT = `openapi: 3.1.0
info: { title: A, version: 1.0.0 }
paths:
  /a: { $ref: "paths/a%20b.yaml?x=1" }
components:
  schemas:
    Shared: { $ref: "../shared/types.yaml#/Shared" }
    Secret: { $ref: "/etc/passwd" }
    Above: { $ref: "../../../above.yaml" }
    Web: { $ref: "https://example.com/a.yaml" }
`;

const FILES: Readonly<Record<string, string>> = {
  "apis/one/openapi.yaml": DOCUMENT,
  "apis/one/paths/a b.yaml": "get: { responses: { '204': { description: Fine. } } }",
  "apis/shared/types.yaml": "Shared: { type: string }",
};

async function loaded(external: ExternalReferences) {
  const asked: string[] = [];
  const revision = {
    name: "v1.2",
    async read(path: string) {
      asked.push(path);
      return Object.hasOwn(FILES, path) ? new TextEncoder().encode(FILES[path]) : undefined;
    },
  };
  const site = gitSite(revision, "apis/one/openapi.yaml", external);
  const diagnostics = new Diagnostics(site.entry.file);
  const document = await loadFrom(site, diagnostics);
  return { asked, document, codes: diagnostics.all.map(({ code }) => code).sort() };
}

describe("a document in a revision of git", () => {
  it("reads what it refers to from the same revision, and from its own folder alone", async () => {
    const { asked, document, codes } = await loaded("refuse");
    expect(asked).toEqual(["apis/one/openapi.yaml", "apis/one/paths/a b.yaml"]);
    expect(document.file).toBe("v1.2:apis/one/openapi.yaml");
    expect(document.sources.map(({ file }) => file)).toContain("v1.2:apis/one/paths/a b.yaml");
    expect(JSON.stringify(document.root)).toContain("Fine.");
    expect(codes).toEqual([
      "reference-not-fetched",
      "reference-outside",
      "reference-outside",
      "reference-outside",
    ]);
  });

  it("may refer to all of the repository where that is allowed, never to more", async () => {
    const { asked, codes } = await loaded("allow");
    expect(asked.toSorted()).toEqual(Object.keys(FILES).toSorted());
    expect(codes).toEqual(["reference-not-fetched", "reference-outside", "reference-outside"]);
  });

  it("must be there", async () => {
    const revision = { name: "v1.2", read: async () => undefined };
    const site = gitSite(revision, "openapi.yaml", "refuse");
    await expect(loadFrom(site, new Diagnostics("x"))).rejects.toMatchObject({
      diagnostic: { code: "file-missing", file: "v1.2:openapi.yaml" },
    });
  });
});
