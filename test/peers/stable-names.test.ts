import { describe, expect, it } from "vitest";
import { analyse } from "../../src/compile.js";
import { loadConfig } from "../../src/config/load-config.js";
import type { Config } from "../../src/config.js";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import type { Document } from "../../src/load/document.js";
import { load } from "../../src/load/load.js";
import type { Operation } from "../../src/runtime/api/api.js";
import { corpusFolder } from "./corpus.js";
import { largeDocuments } from "./large-documents.js";

/** How many operations are taken out of each document, one at a time, evenly spread over it. */
const SAMPLE = 40;

const corpus = corpusFolder();

// What is true of taking an operation out is true of adding it: it renames no other, but those it collides with.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe.each(largeDocuments(corpus))("$name", ({ name, file }) => {
    it("keeps its names when an operation goes", async () => {
      const document = await load(file);
      const config = await loadConfig({ specPath: file, flags: {} });
      const operations = operationsOf(document, config);
      const names = new Map(operations.map((operation) => [routeOf(operation), operation.id]));
      const step = Math.max(1, Math.floor(operations.length / SAMPLE));
      const renamed: string[] = [];
      const excused: string[] = [];
      for (const gone of operations.filter((_, at) => at % step === 0)) {
        const exclude = [{ method: gone.httpMethod, path: gone.path }];
        for (const left of operationsOf(document, { ...config, exclude })) {
          const before = names.get(routeOf(left));
          if (before === left.id) continue;
          const change = `${before} became ${left.id} without ${gone.id}`;
          (collide(gone.id, before ?? "", left.id) ? excused : renamed).push(change);
        }
      }
      process.stdout.write(`${name}: ${excused.length} collisions dissolved\n`);
      expect(renamed).toEqual([]);
    });
  });
}

function operationsOf(document: Document, config: Config): readonly Operation[] {
  return analyse(document, config, new Diagnostics(document.file)).operations;
}

function routeOf({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}

/**
 * True where two operations would have the same name, and so were both qualified: without the other, one has the name
 * that both begin with.
 */
function collide(gone: string, before: string, after: string): boolean {
  return gone.startsWith(after) && before.startsWith(after);
}
