import type { StateStore } from "../state/state-store.js";
import type { Results } from "./results.js";

/** A store with a Durable Object for each caller. */
export function createObjectStore(objects: DurableObjectNamespace<Results>): StateStore {
  return {
    // What cannot be kept, for example because it is larger than a message may be, is not kept.
    put: (caller, text) =>
      objects
        .getByName(caller)
        .put(text)
        .catch(() => undefined),
    get: (caller, id) =>
      objects
        .getByName(caller)
        .get(id)
        .catch(() => undefined),
    delete: (caller, id) =>
      objects
        .getByName(caller)
        .delete(id)
        .catch(() => false),
  };
}
