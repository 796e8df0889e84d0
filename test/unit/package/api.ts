import { resolve } from "node:path";
import { analyse } from "../../../src/compile.js";
import { configOf } from "../../../src/config/load-config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { load, parseDocument } from "../../../src/load/load.js";
import type { Api } from "../../../src/runtime/api/api.js";

/** The API of `fixtures/library.yaml`. */
export async function libraryApi(): Promise<Api> {
  const file = resolve(import.meta.dirname, "../../../fixtures/library.yaml");
  return analyse(await load(file), configOf({}, {}), new Diagnostics(file));
}

/** The API of a document that is written down in the test. */
export function apiOf(document: object): Api {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const diagnostics = new Diagnostics("test.json");
  return analyse(parseDocument("test.json", bytes, diagnostics), configOf({}, {}), diagnostics);
}

/** `count` namespaces of one operation, whose every text is `text`. */
export function wideApi(count: number, text: string): Api {
  const paths = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `/things${at}`,
      {
        get: {
          operationId: `area${at}/list`,
          tags: [`area${at}`],
          summary: text,
          description: text,
          responses: { 204: { description: text } },
        },
      },
    ]),
  );
  const tags = Array.from({ length: count }, (_, at) => ({ name: `area${at}`, description: text }));
  return apiOf({ openapi: "3.1.0", info: { title: text, version: "1.0.0" }, tags, paths });
}

/** What stands in fenced code blocks of a language. */
export function blocks(markdown: string, language: string): string[] {
  const found = markdown.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`$`, "gm"));
  return Array.from(found, (match) => match[1] ?? "");
}
