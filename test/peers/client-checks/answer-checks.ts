import { type Check, check, outcome } from "./check.js";
import { seen } from "./request-checks.js";

// What a call gives for an answer, or for none.

const NOT_FOLLOWED = "ResponseError: The API redirects a POST, which is not followed";

export const answerChecks: readonly Check[] = [
  check("bytes", { bytes: true, length: 256, sum: 32_640 }, async ({ createClient, baseUrl }) => {
    const body = await createClient({ baseUrl }).answers.bytes();
    if (!(body instanceof Uint8Array)) return body;
    return { bytes: true, length: body.length, sum: body.reduce((sum, one) => sum + one, 0) };
  }),
  check("a text", "Grüße, 世界 🎈", async ({ createClient, baseUrl }) =>
    createClient({ baseUrl }).answers.text(),
  ),
  check("no body", "undefined", async ({ createClient, baseUrl }) =>
    String(await createClient({ baseUrl }).answers.nothing()),
  ),
  check(
    "status and headers",
    { status: 200, type: "text/plain; charset=utf-8", body: "Grüße, 世界 🎈" },
    async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl });
      const { status, headers, body } = await client.raw(client.answers.text, {});
      return { status, type: headers["content-type"], body };
    },
  ),
  check(
    "an ApiError",
    {
      message: "answers.problem → 422 Unprocessable Content: No such colour",
      status: 422,
      body: { message: "No such colour", code: 7 },
      operation: "answers.problem",
    },
    async ({ createClient, ApiError, baseUrl }) => {
      try {
        return await createClient({ baseUrl }).answers.problem();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const { message, status, body, operation } = error;
        return { message, status, body, operation };
      }
    },
  ),
  check(
    "an abort before and during a call, and a timeout",
    {
      before: "Error: changed my mind",
      during: "Error: changed my mind",
      without: "AbortError",
      timeout: "TimeoutError: No answer within 50 ms",
      cutOff: 3,
    },
    async ({ createClient, baseUrl }) => {
      const { answers } = createClient({ baseUrl, timeoutMs: 10_000 });
      const mind = new Error("changed my mind");
      const before = await outcome(() => answers.never({}, { signal: AbortSignal.abort(mind) }));
      const during = await outcome(() => answers.never({}, { signal: abortedAfter(50, mind) }));
      const without = await outcome(() => answers.never({}, { signal: abortedAfter(50) }));
      const timeout = await outcome(() => answers.never({}, { timeoutMs: 50 }));
      let cutOff = await answers.cutOff();
      for (let wait = 0; wait < 100 && cutOff !== 3; wait += 1) {
        await pause(20);
        cutOff = await answers.cutOff();
      }
      return { before, during, without: String(without).split(":")[0], timeout, cutOff };
    },
  ),
  check("503 twice, then an answer", 3, async ({ createClient, baseUrl }) =>
    createClient({ baseUrl }).answers.busy(),
  ),
  check(
    "503 without retries",
    "ApiError: answers.busy → 503 Service Unavailable: Busy",
    async ({ createClient, baseUrl }) => {
      const without = createClient({ baseUrl, retry: { retries: 0 } });
      const first = await outcome(() => without.answers.busy());
      // Twice more, so that the next to ask begins anew.
      await createClient({ baseUrl }).answers.busy();
      return first;
    },
  ),
  check(
    "a redirect of a GET",
    { target: "/echo/redirected", authorization: "Bearer t" },
    async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl, auth: { token: "t" } });
      const { target, headers } = seen(await client.answers.redirectHere());
      return { target, authorization: headers["authorization"] };
    },
  ),
  {
    name: "a redirect of a GET to another origin",
    expected: {
      node: { target: "/echo/elsewhere", key: "none", authorization: "none" },
      browser: "ResponseError: The API redirects a GET, which is not followed",
      workerd: { target: "/echo/elsewhere", key: "none", authorization: "none" },
    },
    run: async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl, auth: { token: "t", headerKey: "k" } });
      const answer = await outcome(() => client.answers.redirectElsewhere());
      if (typeof answer === "string") return answer;
      const { target, headers } = seen(answer);
      return {
        target,
        key: headers["x-key"] ?? "none",
        authorization: headers["authorization"] ?? "none",
      };
    },
  },
  {
    name: "a redirect of a POST",
    expected: {
      node: { method: "POST", target: "/echo/redirected", body: '{"title":"x"}' },
      browser: NOT_FOLLOWED,
      workerd: { method: "POST", target: "/echo/redirected", body: '{"title":"x"}' },
    },
    run: async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl });
      const { method, target, body } = seen(
        await client.answers.redirectPost({ body: { title: "x" } }),
      );
      return { method, target, body };
    },
  },
  {
    name: "a redirect without end",
    expected: {
      node: "ResponseError",
      browser: "TypeError",
      workerd: "ResponseError",
    },
    run: async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl, retry: { retries: 0 } });
      return String(await outcome(() => client.answers.redirectLoop())).split(":")[0];
    },
  },
];

function abortedAfter(milliseconds: number, reason?: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
