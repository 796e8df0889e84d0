import type { SecurityRequirement } from "../../runtime/api/api.js";

/** What operations require, each once, in the order in which it comes first, with the number of operations: most of an API require the same. */
export function securityCounts(
  requirements: readonly (readonly SecurityRequirement[])[],
): readonly (readonly [security: readonly SecurityRequirement[], operations: number])[] {
  const distinct = new Map<string, readonly SecurityRequirement[]>();
  const counts = new Map<string, number>();
  for (const security of requirements) {
    const key = JSON.stringify(security);
    if (!distinct.has(key)) distinct.set(key, security);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Array.from(distinct, ([key, security]) => [security, counts.get(key) ?? 0]);
}
