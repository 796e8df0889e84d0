import { describe, expect, it } from "vitest";
import { fuelMeter } from "../../../src/runtime/sandbox/cpu-meter.js";
import { run } from "./guest-runs.js";

describe("CPU time without a clock", () => {
  it("is counted in interrupts of the engine, waiting apart", () => {
    const meter = fuelMeter();
    meter.start();
    const first = meter.poll();
    meter.stop();
    meter.start();
    expect(first).toBeGreaterThan(0);
    expect(meter.poll()).toBe(2 * first);
  });

  it.each([
    "while (true) {}",
    "await github.issues.get();\nfor (;;) await null;",
    "const f = () => f; for (;;) f();",
    'return /^(a+)+$/.test("a".repeat(50) + "b")',
  ])("ends %s", async (code) => {
    const outcome = await run(code, { limits: { cpuMs: 20 }, meter: fuelMeter() });
    expect(outcome).toMatchObject({ kind: "exceeded", limit: "cpuMs" });
  });
});
