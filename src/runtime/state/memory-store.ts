import { randomStateId } from "./state-id.js";
import { DEFAULT_STATE_BOUNDS, type StateBounds, type StateStore } from "./state-store.js";
import { type KeptText, surplus } from "./surplus.js";

interface Entry extends KeptText {
  readonly id: string;
  readonly text: string;
}

/** A store in the memory of one process. `now` gives milliseconds since the epoch. */
export function createMemoryStore(
  now: () => number,
  bounds: StateBounds = DEFAULT_STATE_BOUNDS,
): StateStore {
  const entries = new Map<string, Entry>();
  const find = (caller: string, id: string): Entry | undefined => {
    const entry = entries.get(id);
    const isTheirs = entry?.caller === caller && entry.keptAt + bounds.milliseconds > now();
    return isTheirs ? entry : undefined;
  };
  return {
    async put(caller, text) {
      const bytes = text.length * 2;
      if (bytes > Math.min(bounds.callerBytes, bounds.bytes) || bounds.texts < 1) return undefined;
      const id = randomStateId();
      entries.set(id, { id, caller, text, bytes, keptAt: now() });
      for (const gone of surplus([...entries.values()], bounds, now())) entries.delete(gone.id);
      return id;
    },
    get: async (caller, id) => find(caller, id)?.text,
    delete: async (caller, id) => find(caller, id) !== undefined && entries.delete(id),
  };
}
