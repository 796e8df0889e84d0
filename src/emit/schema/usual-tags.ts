import type { Operation } from "../../runtime/api/api.js";

/** The tags that most operations of a namespace have, the first such list in their order; a row names tags only where they differ. */
export function usualTags(operations: readonly Operation[]): readonly string[] {
  const counts = new Map<string, { readonly tags: readonly string[]; count: number }>();
  for (const { tags = [] } of operations) {
    const key = JSON.stringify(tags);
    const found = counts.get(key) ?? { tags, count: 0 };
    counts.set(key, found);
    found.count += 1;
  }
  let usual: { readonly tags: readonly string[]; readonly count: number } = { tags: [], count: 0 };
  for (const found of counts.values()) if (found.count > usual.count) usual = found;
  return usual.tags;
}
