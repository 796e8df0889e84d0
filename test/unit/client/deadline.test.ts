import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { pause, withDeadline } from "../../../src/runtime/client/deadline.js";

describe("withDeadline", () => {
  it("leaves nothing behind on a signal that lives longer", async () => {
    const { signal } = new AbortController();
    await withDeadline([signal, undefined], 1000, async (inner) => {
      expect(getEventListeners(signal, "abort")).toHaveLength(1);
      await pause(1, inner);
    });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("gives the reason of the signal rather than what the work made of it", async () => {
    const reason = new Error("enough");
    const work = async () => {
      throw new TypeError("fetch failed");
    };
    await expect(withDeadline([AbortSignal.abort(reason)], 1000, work)).rejects.toBe(reason);
    await expect(withDeadline([], 1000, work)).rejects.toThrow("fetch failed");
  });

  it("ends work that is too slow", async () => {
    await expect(withDeadline([], 5, (signal) => pause(1000, signal))).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });
});
