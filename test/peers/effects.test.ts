import { describe, expect, it } from "vitest";
import { open } from "../../src/cli/open.js";
import { UnusableInput } from "../../src/diagnostics/diagnostic.js";
import type { Api, Operation } from "../../src/runtime/api/api.js";
import { type CorpusDocument, corpusFolder, documentsOf, unpack } from "./corpus.js";
import { largeDocuments } from "./large-documents.js";

/** RFC 9110 §9.2.1, and QUERY, which is safe too. */
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS", "QUERY"];

/** What opens a channel into something that runs, whatever the method: the last word of the route, and what follows it there. */
const CHANNEL = /\/(?:attach|exec|portforward|proxy)(?:\/\{path\})?$/;

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe("without a line of configuration, no operation of an unsafe method is read", () => {
    it.each(largeDocuments(corpus).map((document) => [document.name, document] as const))(
      "%s",
      async (_, document) => {
        const unsafe = unsafeOperations(await apiOf(document));
        process.stdout.write(`${document.name}: ${unsafe.length} of unsafe methods\n`);
        expect(unsafe.filter(isRead).map(routeOf)).toEqual([]);
      },
    );

    it.each(["readme-oas-examples", "hey-api-specs-small", "oai-3.2-tests"])(
      "%s",
      async (archive) => {
        const unsafe: Operation[] = [];
        for (const document of documentsOf(corpus, archive)) {
          const api = await apiOf(document).catch(unusable);
          if (api !== undefined) unsafe.push(...unsafeOperations(api));
        }
        process.stdout.write(`${archive}: ${unsafe.length} of unsafe methods\n`);
        expect(unsafe.length).toBeGreaterThan(0);
        expect(unsafe.filter(isRead).map(routeOf)).toEqual([]);
      },
    );
  });

  describe("what a method does not tell", () => {
    it("a SQL query of Cloudflare's D1 is no read: SQL may change anything", async () => {
      const api = await apiNamed("cloudflare-2024-08.json");
      const query = "POST /accounts/{account_id}/d1/database/{database_id}/query";
      expect(effectsOf(api)).toMatchObject({ [query]: "write" });
    });

    it("a channel into a pod, service or node of Kubernetes is no read, whatever the method", async () => {
      const effects = effectsOf(await apiNamed("kubernetes.json"));
      const pod = "/api/v1/namespaces/{namespace}/pods/{name}";
      expect(effects).toMatchObject({
        [`GET ${pod}`]: "read",
        [`GET ${pod}/log`]: "read",
        [`GET ${pod}/exec`]: "write",
        [`GET ${pod}/attach`]: "write",
        [`GET ${pod}/portforward`]: "write",
        [`GET ${pod}/proxy`]: "write",
        [`GET ${pod}/proxy/{path}`]: "write",
        [`POST ${pod}/exec`]: "destructive",
      });
      const channels = Object.entries(effects).filter(([route]) => CHANNEL.test(route));
      expect(channels.length).toBeGreaterThanOrEqual(48);
      expect(channels.filter(([, effect]) => effect === "read")).toEqual([]);
    });
  });

  async function apiNamed(name: string): Promise<Api> {
    return apiOf({ name, file: unpack(corpus ?? "", name) });
  }
}

async function apiOf({ file }: CorpusDocument): Promise<Api> {
  return (await open(file, {})).api;
}

function unusable(error: unknown): undefined {
  if (!(error instanceof UnusableInput)) throw error;
}

function unsafeOperations({ operations }: Api): readonly Operation[] {
  return operations.filter(({ httpMethod }) => !SAFE_METHODS.includes(httpMethod));
}

function isRead({ effect }: Operation): boolean {
  return effect === "read";
}

function routeOf({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}

function effectsOf({ operations }: Api): Readonly<Record<string, string>> {
  return Object.fromEntries(
    operations.map((operation) => [routeOf(operation), operation.effect] as const),
  );
}
