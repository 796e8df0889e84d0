import { expect, it } from "vitest";
import type { StateBounds, StateStore } from "../../../src/runtime/state/state-store.js";

/** What a test sets: bounds, and the time in milliseconds, which stands still otherwise. */
export interface Suite {
  open(bounds: Partial<StateBounds>): { readonly store: StateStore; at(time: number): void };
  /** What a text costs beside its own bytes, and each of its characters. */
  readonly overhead: number;
  readonly character: number;
}

const HOSTILE = [
  "",
  ".",
  "..",
  "../x",
  "__proto__",
  "constructor",
  "a/b",
  "a\\b",
  "\u0000",
  "%2e%2e",
  "A".repeat(32),
  "a".repeat(5_000),
  `${"a".repeat(32)}\n`,
];

/** What every store does. */
export function storeSuite({ open, overhead, character }: Suite): void {
  it("gives back what it keeps, under different ids of 128 bits", async () => {
    const { store } = open({});
    const texts = ["", "[1]", "naïve 👩‍👩‍👧‍👦 \u0000", "x".repeat(1_000_000)];
    const ids = await Promise.all(texts.map((text) => store.put("me", text)));
    expect(new Set(ids).size).toBe(texts.length);
    for (const [at, id = ""] of ids.entries()) {
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(await store.get("me", id)).toBe(texts[at]);
    }
  });

  it("knows an id for the caller alone who has it", async () => {
    const { store } = open({});
    const id = (await store.put("me", "1")) ?? "";
    for (const caller of ["you", "", "..", "me/", "__proto__", "ME"]) {
      expect(await store.get(caller, id)).toBeUndefined();
      expect(await store.delete(caller, id)).toBe(false);
    }
    expect(await store.get("me", id)).toBe("1");
  });

  it("knows no id that it never gave", async () => {
    const { store } = open({});
    await store.put("me", "1");
    for (const id of [...HOSTILE, "0".repeat(32)]) {
      expect(await store.get("me", id)).toBeUndefined();
      expect(await store.delete("me", id)).toBe(false);
    }
  });

  it("lets exactly one of many remove a text", async () => {
    const { store } = open({});
    const id = (await store.put("me", "1")) ?? "";
    const removed = await Promise.all(Array.from({ length: 20 }, () => store.delete("me", id)));
    expect(removed.filter(Boolean)).toHaveLength(1);
    expect(await store.get("me", id)).toBeUndefined();
  });

  it("drops the oldest beyond the number and the bytes of a caller, and nothing of others", async () => {
    const callerBytes = 3 * overhead + 110 * character;
    const { store, at } = open({ texts: 2, callerBytes });
    const put = async (caller: string, text: string, time: number) => {
      at(time);
      return (await store.put(caller, text)) ?? "";
    };
    const other = await put("you", "0", 1_000);
    const [a, b, c] = [
      await put("me", "1", 2_000),
      await put("me", "2", 3_000),
      await put("me", "3", 4_000),
    ];
    const found = () => Promise.all([a, b, c].map((id) => store.get("me", id)));
    expect(await found()).toEqual([undefined, "2", "3"]);
    const large = await put("me", "x".repeat(100), 5_000);
    expect(await found()).toEqual([undefined, undefined, "3"]);
    expect(await store.get("me", large)).toHaveLength(100);
    expect(await store.get("you", other)).toBe("0");
  });

  it("refuses what is larger than a caller's share, and keeps the others", async () => {
    const { store } = open({ callerBytes: overhead + 50 * character });
    const id = (await store.put("me", "1")) ?? "";
    expect(await store.put("me", "x".repeat(51))).toBeUndefined();
    expect(await store.get("me", id)).toBe("1");
  });

  it("knows nothing that is too old", async () => {
    const { store, at } = open({ milliseconds: 60_000 });
    at(1_000);
    const id = (await store.put("me", "1")) ?? "";
    at(60_999);
    expect(await store.get("me", id)).toBe("1");
    at(61_001);
    expect(await store.get("me", id)).toBeUndefined();
    expect(await store.delete("me", id)).toBe(false);
  });
}
