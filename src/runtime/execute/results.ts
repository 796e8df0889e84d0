import type { Caller, StateStore } from "../state/state-store.js";

/** Values of earlier runs of one caller, as JSON text, under ids that cannot be guessed. */
export interface Results {
  /** Keeps a value and gives its id; `undefined` when it cannot be kept. */
  keep(json: string): Promise<string | undefined>;
  get(id: string): Promise<string | undefined>;
}

/** The results of a caller in `store`. */
export function createResults(store: StateStore, caller: Caller): Results {
  return {
    keep: (json) => store.put(caller, json),
    get: (id) => store.get(caller, id),
  };
}
