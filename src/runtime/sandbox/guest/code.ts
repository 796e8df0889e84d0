import { define } from "./property.js";

/**
 * Takes code from text away: `new Function("…")` and its three like throw, as they do where an engine forbids it. `eval` is not in scope.
 * A check that was made before the run would not have seen such code.
 */
export function refuseCode(): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const { name } = kind.constructor;
    const own = Object.getPrototypeOf(kind);
    define(own, "constructor", refusal(name, own), "hidden");
  }
  define(globalThis, "Function", Function.prototype.constructor, "hidden");
}

/** Still the class of its functions for `instanceof`. */
function refusal(name: string, prototype: unknown): object {
  function refuse(): never {
    throw new EvalError("Code cannot be made from text here.");
  }
  define(refuse, "name", name, "hidden");
  refuse.prototype = prototype;
  return refuse;
}
