import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLeases } from "../../../src/runtime/worker/leases.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

it("gives a place again when it is given back", async () => {
  const leases = createLeases(1);
  const give = await leases.take(1_000, never);
  let second: unknown = "waits";
  void leases.take(1_000, never).then((place) => {
    second = place;
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(second).toBe("waits");
  give?.();
  await vi.advanceTimersByTimeAsync(10);
  expect(second).toBeTypeOf("function");
});

it("takes a place away from one that vanished, when its time is up", async () => {
  const leases = createLeases(2);
  await leases.take(1_000, never);
  await leases.take(5_000, never);
  const third = leases.take(1_000, never);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(await third).toBeTypeOf("function");
});

it("lets go of one that no longer waits", async () => {
  const leases = createLeases(1);
  await leases.take(60_000, never);
  const leaving = new AbortController();
  const second = leases.take(1_000, leaving.signal);
  leaving.abort();
  await vi.advanceTimersByTimeAsync(10);
  expect(await second).toBeUndefined();
});
