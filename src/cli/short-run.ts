import { setFlagsFromString } from "node:v8";

/** V8 of Node 20. Later ones have other settings, and a quick optimising compiler before the thorough one. */
const MEASURED = /^11\./;

/**
 * Has V8 optimise less, and later. Its settings are for servers: a compilation is over in seconds and spread over all of its code, and
 * optimising functions that are then hardly called again took a quarter of its processor time. Changes the speed of this process, nothing else.
 */
export function optimiseLess(): void {
  if (!MEASURED.test(process.versions.v8)) return;
  // The bytes of bytecode after which a function is optimised, and how many it may then take in of those that it calls.
  setFlagsFromString("--interrupt-budget=300000");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=100");
}
