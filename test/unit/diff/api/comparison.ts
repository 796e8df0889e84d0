import { analyse } from "../../../../src/compile.js";
import { configOf } from "../../../../src/config/load-config.js";
import { Diagnostics } from "../../../../src/diagnostics/diagnostic.js";
import { compareApis } from "../../../../src/diff/api/compare-apis.js";
import type { Finding } from "../../../../src/diff/finding.js";
import { pairOperations } from "../../../../src/diff/pairing.js";
import { parseDocument } from "../../../../src/load/load.js";
import type { Api } from "../../../../src/runtime/api/api.js";

/** The IR of a document that is given as YAML. */
export function apiOf(text: string): Api {
  const file = "openapi.yaml";
  const diagnostics = new Diagnostics(file);
  const bytes = new TextEncoder().encode(text);
  return analyse(parseDocument(file, bytes, diagnostics), configOf({}, {}), diagnostics);
}

/** What is found between two documents. */
export function comparison(before: string, after: string): readonly Finding[] {
  return comparisonOf(apiOf(before), apiOf(after));
}

export function comparisonOf(before: Api, after: Api): readonly Finding[] {
  return compareApis(before, after, pairOperations(before, after));
}
