import { describe, expect, it } from "vitest";
import { createResults } from "../../../src/runtime/execute/results.js";
import { createMemoryStore } from "../../../src/runtime/state/memory-store.js";

describe("createResults", () => {
  it("gives a caller back what it kept, and nobody else", async () => {
    const store = createMemoryStore(() => 0);
    const mine = createResults(store, "me");
    const id = (await mine.keep("[1]")) ?? "";
    expect(await mine.get(id)).toBe("[1]");
    expect(await createResults(store, "me").get(id)).toBe("[1]");
    expect(await createResults(store, "you").get(id)).toBeUndefined();
  });
});
