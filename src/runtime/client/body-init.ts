import { type BodyContent, isReplayable } from "./body.js";

/** A body that is longer, in bytes, is worth not holding in memory. */
const LARGE_BODY = 1024 * 1024;

export interface BodyInit {
  readonly body?: BodyContent;
  readonly duplex?: "half";
  readonly redirect?: "error";
  readonly window?: null;
}

/**
 * The body among the options of `fetch`, to stand behind all others. A stream must be announced (Fetch §5.4, `duplex`). Node keeps the whole of
 * a body for a redirect, even one that is not followed, unless a redirect is an error and there is no window (Fetch §4.6, step 8):
 * so that memory stays flat, a stream or a large `Blob` is not redirected, where the platform lets one say so.
 */
export function bodyInit(body: BodyContent | undefined): BodyInit {
  if (body === undefined) return {};
  const announced = isReplayable(body) ? {} : { duplex: "half" as const };
  const isLarge = !isReplayable(body) || (body instanceof Blob && body.size > LARGE_BODY);
  return {
    body,
    ...announced,
    ...(isLarge && mayRefuseRedirects() && { redirect: "error" as const, window: null }),
  };
}

/** Cloudflare Workers know no such redirect mode, and stream without it. */
function mayRefuseRedirects(): boolean {
  try {
    new Request("http://localhost", { redirect: "error" });
    return true;
  } catch {
    return false;
  }
}
