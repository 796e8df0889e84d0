import { describe } from "vitest";
import { createMemoryStore } from "../../../src/runtime/state/memory-store.js";
import { DEFAULT_STATE_BOUNDS } from "../../../src/runtime/state/state-store.js";
import { storeSuite } from "./store-suite.js";

describe("createMemoryStore", () => {
  storeSuite({
    overhead: 0,
    character: 2,
    open(bounds) {
      let time = 1_000;
      return {
        store: createMemoryStore(() => time, { ...DEFAULT_STATE_BOUNDS, ...bounds }),
        at: (next) => {
          time = next;
        },
      };
    },
  });
});
