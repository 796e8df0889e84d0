import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { rawOperations } from "./raw-operations.mjs";

/** Operations of a raw document that its API has not, and that no error or warning of the compiler names. */
export function lostOperations(
  file: string,
  routes: readonly string[],
  diagnostics: readonly Diagnostic[],
): readonly string[] {
  const present = new Set(routes);
  return rawOperations(file)
    .filter((route) => !present.has(route))
    .filter((route) => !diagnostics.some((found) => reports(found, route)));
}

/** True for a finding at the operation itself, or at its path. */
function reports({ severity, pointer }: Diagnostic, route: string): boolean {
  const [method = "", path = ""] = route.split(/ (.*)/s);
  const item = `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const places = [
    item,
    `${item}/${method.toLowerCase()}`,
    `${item}/additionalOperations/${method}`,
  ];
  return severity !== "note" && places.includes(pointer);
}
