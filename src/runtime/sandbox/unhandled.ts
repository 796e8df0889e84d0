import type { JSValueHandle } from "quickjs-wasi";

/** Promises of one run that were rejected and that nobody awaits. */
export interface UnhandledRejections {
  /** The engine's callback: a promise was rejected unhandled, or one of those has been handled after all. */
  readonly note: (promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean) => void;
  /** The oldest one that is still unhandled. */
  first(): { readonly reason: JSValueHandle } | undefined;
}

/** Promises that are watched at one time; more are not, since each is kept alive by it. */
const MOST = 100;

export function unhandledRejections(): UnhandledRejections {
  // The promise is kept with its reason: a freed one's identity would be given away again.
  const reasons = new Map<number, { promise: JSValueHandle; reason: JSValueHandle }>();
  return {
    note(promise, reason, isHandled) {
      if (isHandled) reasons.delete(promise.identity);
      else if (reasons.size < MOST) {
        reasons.set(promise.identity, { promise: promise.dup(), reason: reason.dup() });
      }
    },
    first: () => [...reasons.values()][0],
  };
}
