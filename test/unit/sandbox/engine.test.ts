import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { buildGuest, quickjsWasm } from "../../../scripts/bundle-sandbox.mjs";
import { compileEngine } from "../../../src/runtime/node/thread-executor.js";
import {
  type Engine,
  prepareEngine,
  readEngine,
  startMachine,
  writeEngine,
} from "../../../src/runtime/sandbox/engine.js";

const MEMORY = 16 * 1024 * 1024;
const NEVER = { interruptHandler: () => false, onUnhandledRejection: () => {} };

describe("a stored engine", () => {
  let prepared: Engine;
  let again: Engine;

  beforeAll(async () => {
    const module = await compileEngine(pathToFileURL(quickjsWasm));
    const guest = (await buildGuest()).text;
    prepared = await prepareEngine(module, guest);
    again = await prepareEngine(module, guest);
  });

  it("is the same bytes for the same guest program", () => {
    expect(Buffer.compare(writeEngine(prepared), writeEngine(again))).toBe(0);
  });

  it("is read as it was written", () => {
    const read = readEngine(prepared.module, writeEngine(prepared));
    expect(read.entries).toBe(prepared.entries);
    expect(Buffer.compare(read.snapshot.memory, prepared.snapshot.memory)).toBe(0);
  });

  it("starts machines that have the guest program, and the time of day", async () => {
    const engine = readEngine(prepared.module, writeEngine(prepared));
    const machine = await startMachine(engine, MEMORY, NEVER);
    const told = machine.evalCode("JSON.stringify([Date.now(), typeof console.log])");
    const [now, log] = JSON.parse(told.toString());
    expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
    expect(log).toBe("function");
    machine.dispose();
  });

  it("is refused when it is something else", () => {
    expect(() => readEngine(prepared.module, new Uint8Array(64))).toThrow("snapshot");
  });
});
