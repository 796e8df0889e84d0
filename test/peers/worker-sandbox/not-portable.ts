import type { WorkerExecutor } from "./worker.js";

const PLATFORM_CPU =
  "Only the platform's CPU limit ends V8 code that never waits, and outside Cloudflare there is none";
const PLATFORM_MEMORY =
  "Only the platform's memory limit of 128 MB ends it, and outside Cloudflare there is none";
const NATIVE_LOOP =
  "QuickJS looks at its interrupt between instructions, 10,000 of them at a time: one native call after the other overruns it. Only the platform's CPU limit ends that";

/** Cases of the abuse suite that are not run on an executor in the local runtime, and why. */
export const NOT_PORTABLE: Readonly<Record<WorkerExecutor, ReadonlyMap<string, string>>> = {
  loader: reasons({
    [PLATFORM_CPU]: [
      "an endless loop",
      "an endless loop after a call",
      "an endless chain of microtasks",
      "an endless loop of await",
      "an endless queueMicrotask",
      "a loop that catches its interrupt",
      "a catastrophic regular expression",
      "a catastrophic regular expression in replace",
      "native sorts in a loop",
      "native joins and splits in a loop",
      "native replaces of a long text in a loop",
      "JSON of a large value in a loop",
      "a BigInt power tower",
      "BigInt products in a loop",
      "toJSON that never ends",
    ],
    [PLATFORM_MEMORY]: [
      "an array without end",
      "4 GB of typed arrays",
      "4 GB in one array buffer",
      "a growing array buffer",
      "a sparse array that is filled",
      "memory taken while catching that there is none",
      "closures and maps without end",
      "responses above the memory",
      "bytes above the memory, as a result",
      "a Base64 answer above the memory",
      "a blob of parts without end",
      "a blob of itself, doubled",
    ],
    "A module may read import.meta, an object without anything in it; `execute` refuses it before":
      ["import.meta"],
  }),
  isolate: reasons({
    [NATIVE_LOOP]: [
      "native sorts in a loop",
      "native joins and splits in a loop",
      "native replaces of a long text in a loop",
      "JSON of a large value in a loop",
    ],
    "Its promises fill the memory before its interrupts add up to the CPU limit, and the chain ends there":
      ["an endless chain of microtasks"],
  }),
};

function reasons(cases: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(cases).flatMap(([reason, names]) =>
      names.map((name): [string, string] => [name, reason]),
    ),
  );
}
