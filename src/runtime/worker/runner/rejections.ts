/** Promises that are watched at one time, as many as the sandbox's other engine watches. */
const MOST = 100;

/** What happens in an isolate behind the snippet's back. */
export interface Rejections {
  /** The reason of the oldest rejected promise that nobody awaits. */
  first(): { readonly reason: unknown } | undefined;
  /** What a job threw that nothing could catch. */
  failure(): { readonly error: unknown } | undefined;
}

/** Watches the isolate from now on. Its log hears nothing of what is noted here. */
export function watchRejections(): Rejections {
  const reasons = new Map<unknown, { readonly reason: unknown }>();
  let failure: { readonly error: unknown } | undefined;
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    if (reasons.size < MOST) reasons.set(event.promise, { reason: event.reason });
  });
  addEventListener("rejectionhandled", (event) => {
    reasons.delete(event.promise);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    failure ??= { error: event.error };
  });
  return {
    first: () => [...reasons.values()][0],
    failure: () => failure,
  };
}
