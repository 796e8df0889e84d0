import type { Effect } from "../api/api.js";

const EFFECTS: readonly Effect[] = ["read", "write", "destructive"];

/** `["write,destructive"]` → the effects; a sentence when one of them is none. `setting` is the flag or variable that has the lists. */
export function readEffects(setting: string, lists: readonly string[]): readonly Effect[] | string {
  const found = new Set<Effect>();
  for (const word of lists.flatMap((list) => list.split(","))) {
    const effect = EFFECTS.find((one) => one === word.trim());
    if (effect === undefined) {
      return `${setting} takes ${EFFECTS.join(", ")} (several with commas), not ${JSON.stringify(word)}`;
    }
    found.add(effect);
  }
  return [...found];
}
