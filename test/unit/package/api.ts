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
