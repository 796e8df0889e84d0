import { readFile } from "node:fs/promises";
import { QuickJS } from "quickjs-wasi";

/** The version of QuickJS-NG that the WebAssembly in a file is compiled from, as it says itself. */
export async function engineVersion(wasmFile) {
  const machine = await QuickJS.create({ wasm: await readFile(wasmFile) });
  const { quickjs } = machine.versions;
  machine.dispose();
  return quickjs;
}
