interface Watch {
  readonly listeners: Set<() => void>;
  /** The one listener of the signal. */
  readonly tell: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Calls `listener`, a function of this use alone, when the signal aborts; gives what takes that back. However many listen, the signal has one
 * listener: Node warns of a leak beyond ten, and all calls of a run share its signal.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const { listeners, tell } = watches.get(signal) ?? watch(signal);
  if (listeners.size === 0) signal.addEventListener("abort", tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) signal.removeEventListener("abort", tell);
  };
}

function watch(signal: AbortSignal): Watch {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const made = { listeners, tell };
  watches.set(signal, made);
  return made;
}
