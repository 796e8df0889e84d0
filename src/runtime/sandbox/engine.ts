import { type JSValueHandle, QuickJS, type QuickJSOptions, type Snapshot } from "quickjs-wasi";
import type { Host } from "./guest/host.js";

/**
 * QuickJS with the guest program already evaluated: what every run starts from a copy of. Copying costs about as much as an empty
 * machine; evaluating the guest program each time would cost several times that.
 */
export interface Engine {
  readonly module: WebAssembly.Module;
  readonly snapshot: Snapshot;
  /** Where the guest's `Entries` lie in the snapshot. */
  readonly entries: number;
}

/** A function of the host as the machine calls it. */
export type Callback = (...args: JSValueHandle[]) => JSValueHandle;

/** The machine's own stack, in bytes: checked before the thread's stack is at risk. */
const STACK_BYTES = 256 * 1024;

/** WASI's `EBADF`. */
const BAD_FILE = 8;

/** Universal time and nothing to write to: a machine learns no more of its surroundings than the clock. */
const SURROUNDINGS: Pick<QuickJSOptions, "timezoneOffset" | "wasi"> = {
  timezoneOffset: 0,
  wasi: () => ({ fd_write: () => BAD_FILE }),
};

/** While the guest program is evaluated clock and chance stand still, so that its snapshot is always the same. Runs have their own of both. */
const STANDSTILL: Pick<QuickJSOptions, "timezoneOffset" | "wasi"> = {
  timezoneOffset: 0,
  wasi: (memory) => ({
    fd_write: () => BAD_FILE,
    clock_time_get(_clock: number, _precision: bigint, at: number) {
      new DataView(memory.buffer).setBigUint64(at, 0n, true);
      return 0;
    },
    random_get(at: number, length: number) {
      new Uint8Array(memory.buffer, at, length).fill(0);
      return 0;
    },
  }),
};

/**
 * Prepares the engine.
 *
 * @param module the `quickjs.wasm` of quickjs-wasi, compiled.
 * @param guest the bundled guest program.
 */
export async function prepareEngine(module: WebAssembly.Module, guest: string): Promise<Engine> {
  const machine = await QuickJS.create({ wasm: module, ...STANDSTILL });
  let entries: number | undefined;
  // The others only have to exist by name: each run brings its own.
  const absent: Callback = () => machine.undefined;
  const callbacks: { readonly [Name in keyof Host]: Callback } = {
    request: absent,
    print: absent,
    drop: absent,
    setTimer: absent,
    clearTimer: absent,
    names: absent,
    report: absent,
    enter(value) {
      if (value !== undefined) entries = machine.exportHandle(value.dup());
      return machine.undefined;
    },
  };
  const host = machine.newObject();
  for (const [name, callback] of Object.entries(callbacks)) {
    host.setProp(name, machine.newFunction(name, callback));
  }
  machine.global.setProp("hostOfTheGuest", host);
  machine.evalCode(guest, "guest.js").dispose();
  machine.runGC();
  if (entries === undefined) throw new Error("The guest program did not hand its entries over.");
  return { module, snapshot: machine.snapshot(), entries };
}

/** Bytes of the number before the snapshot: where the entries lie. */
const ENTRIES_BYTES = 4;

/** An engine as bytes, without its WebAssembly: the same for the same guest program. */
export function writeEngine({ snapshot, entries }: Engine): Uint8Array {
  const stored = QuickJS.serializeSnapshot(snapshot);
  const bytes = new Uint8Array(ENTRIES_BYTES + stored.length);
  new DataView(bytes.buffer).setUint32(0, entries, true);
  bytes.set(stored, ENTRIES_BYTES);
  return bytes;
}

/**
 * Reads what `writeEngine` wrote, which takes a small part of what preparing takes: nothing is evaluated, so V8 compiles nothing.
 *
 * @param module the WebAssembly that it was written with.
 * @throws when the bytes are something else.
 */
export function readEngine(module: WebAssembly.Module, bytes: Uint8Array): Engine {
  const entries = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { module, snapshot: QuickJS.deserializeSnapshot(bytes.subarray(ENTRIES_BYTES)), entries };
}

/** A machine for one run: its own WebAssembly instance, its own memory of at most `memoryLimit` bytes. */
export async function startMachine(
  engine: Engine,
  memoryLimit: number,
  options: Required<Pick<QuickJSOptions, "interruptHandler" | "onUnhandledRejection">>,
): Promise<QuickJS> {
  return QuickJS.restore(engine.snapshot, {
    wasm: engine.module,
    memoryLimit,
    maxStackSize: STACK_BYTES,
    ...SURROUNDINGS,
    ...options,
  });
}
