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

/**
 * Prepares the engine.
 *
 * @param module the `quickjs.wasm` of quickjs-wasi, compiled.
 * @param guest the bundled guest program.
 */
export async function prepareEngine(module: WebAssembly.Module, guest: string): Promise<Engine> {
  const machine = await QuickJS.create({ wasm: module, ...SURROUNDINGS });
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
