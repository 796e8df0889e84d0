import { describe, expect, it } from "vitest";
import type { HttpMethod } from "../../../src/runtime/api/api.js";
import { sendWithRetries } from "../../../src/runtime/client/retry.js";

const BROKEN = new Error("the connection broke");

/** How often a request is sent whose first answer is this, and every further one 200. */
async function sent(
  method: HttpMethod,
  headers: Record<string, string>,
  first: Response | Error,
): Promise<number> {
  let times = 0;
  await sendWithRetries({
    request: { method, headers: new Headers(headers) },
    policy: { retries: 2, firstPauseMs: 1, longestPauseMs: 5 },
    signal: new AbortController().signal,
    send: async () => {
      times += 1;
      if (times > 1) return new Response();
      if (first instanceof Error) throw first;
      return first;
    },
    isNetworkError: (error) => error === BROKEN,
  }).catch(() => undefined);
  return times;
}

describe("a request is sent again", () => {
  it.each<[HttpMethod, Record<string, string>]>([
    ["GET", {}],
    ["PUT", {}],
    ["DELETE", {}],
    ["POST", { "Idempotency-Key": "k1" }],
    ["PATCH", { "X-Idempotency-Key": "k1" }],
  ])("%s %j after 503 and a broken connection", async (method, headers) => {
    expect(await sent(method, headers, new Response(null, { status: 503 }))).toBe(2);
    expect(await sent(method, headers, BROKEN)).toBe(2);
  });

  it("whatever its method after 429, unless that asks for too long a pause", async () => {
    const tooMany = (after: string) =>
      new Response(null, { status: 429, headers: { "retry-after": after } });
    expect(await sent("POST", {}, tooMany("0"))).toBe(2);
    expect(await sent("GET", {}, tooMany("1"))).toBe(1);
  });
});

describe("a request is sent once", () => {
  it.each<HttpMethod>(["POST", "PATCH"])(
    "%s after 503, 500 and a broken connection",
    async (method) => {
      const headers = { "retry-after": "0" };
      expect(await sent(method, {}, new Response(null, { status: 503, headers }))).toBe(1);
      expect(await sent(method, {}, new Response(null, { status: 500 }))).toBe(1);
      expect(await sent(method, {}, BROKEN)).toBe(1);
    },
  );

  it("after an error that is none of the network", async () => {
    expect(await sent("GET", {}, new Error("another"))).toBe(1);
  });
});
