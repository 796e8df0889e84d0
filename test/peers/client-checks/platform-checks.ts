import { type Check, check, outcome } from "./check.js";
import { seen } from "./request-checks.js";

// Where the platforms differ: what their `fetch` refuses or drops.

const REFUSED_BODY = "ArgumentError: fetch sends no body with GET";

export const platformChecks: readonly Check[] = [
  {
    name: "a cookie parameter",
    expected: { node: "session=a%20b", browser: "none", workerd: "session=a%20b" },
    run: async ({ createClient, baseUrl }) => {
      const { headers } = seen(
        await createClient({ baseUrl }).wire.search({ term: "x", session: "a b" }),
      );
      return headers["cookie"] ?? "none";
    },
  },
  {
    name: "a key in a cookie",
    expected: { node: "key=k", browser: "none", workerd: "key=k" },
    run: async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl, auth: { cookieKey: "k" } });
      return seen(await client.wire.keyInCookie()).headers["cookie"] ?? "none";
    },
  },
  {
    name: "a User-Agent and a Referer parameter",
    expected: {
      node: { userAgent: true, referer: true },
      browser: { userAgent: false, referer: false },
      workerd: { userAgent: true, referer: true },
    },
    run: async ({ createClient, baseUrl }) => {
      const args = { term: "x", "User-Agent": "mine/1", Referer: "https://me.example/" };
      const { headers } = seen(await createClient({ baseUrl }).wire.search(args));
      return {
        userAgent: headers["user-agent"] === "mine/1",
        referer: headers["referer"] === "https://me.example/",
      };
    },
  },
  {
    name: "TRACE",
    expected: { node: "TypeError", browser: "TypeError", workerd: "TRACE" },
    run: async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl, retry: { retries: 0 } });
      return errorName(await outcome(async () => seen(await client.wire.trace()).method));
    },
  },
  {
    name: "methods that fetch refuses",
    expected: {
      node: ["CONNECT", "TRACE", "TRACK"],
      browser: ["CONNECT", "TRACE", "TRACK"],
      workerd: ["CONNECT", "TRACK"],
    },
    run: async ({ baseUrl }) => {
      const refused: string[] = [];
      for (const method of ["CONNECT", "PATCH", "QUERY", "TRACE", "TRACK"]) {
        const answer = await outcome(async () => {
          await (await fetch(`${baseUrl}/echo/method`, { method })).text();
        });
        if (answer !== undefined) refused.push(method);
      }
      return refused;
    },
  },
  check("a GET with a body", REFUSED_BODY, async ({ createClient, baseUrl }) =>
    outcome(() => createClient({ baseUrl }).wire.getWithBody({ body: { title: "x" } })),
  ),
  check("a GET with a body by fetch alone", "TypeError", async ({ baseUrl }) =>
    errorName(await outcome(() => fetch(`${baseUrl}/echo/get`, { method: "GET", body: "x" }))),
  ),
  {
    // Chromium streams a body over HTTP/2 alone, and this is HTTP/1.1.
    name: "a body that streams",
    expected: { node: "one, two", browser: "TypeError", workerd: "one, two" },
    run: async ({ createClient, baseUrl }) => {
      const body = new Blob(["one, ", "two"]).stream();
      const sent = await outcome(async () =>
        seen(await createClient({ baseUrl }).wire.bytes({ body })),
      );
      return typeof sent === "string" ? errorName(sent) : seen(sent).body;
    },
  },
  {
    name: "what is there of Node",
    expected: { node: ["Buffer", "global", "process"], browser: [], workerd: [] },
    run: async () =>
      ["Buffer", "global", "process", "require"].filter((name) => name in globalThis),
  },
];

/** `TypeError` of `TypeError: …`: what follows is each platform's own. */
function errorName(told: unknown): string {
  return String(told).replace(/: .*$/s, "");
}
