import type { Echo } from "./api.js";
import { type Check, check } from "./check.js";

// What a call sends, as the API saw it.

export const requestChecks: readonly Check[] = [
  check(
    "a GET with arrays, an object and a header",
    {
      method: "GET",
      target:
        "/echo/search/a%2Fb%20%C3%BC?tag=one%20two&tag=%F0%9F%8E%88%26&ids=1,2&filter%5Bcolour%5D=r%3Dd",
      accept: "application/json",
      trace: "abc",
    },
    async ({ createClient, baseUrl }) => {
      const args = {
        term: "a/b ü",
        tag: ["one two", "🎈&"],
        ids: [1, 2],
        filter: { colour: "r=d" },
        "X-Trace": "abc",
      };
      const { method, target, headers } = seen(await createClient({ baseUrl }).wire.search(args));
      return { method, target, accept: headers["accept"], trace: headers["x-trace"] };
    },
  ),
  check(
    "a POST of JSON",
    { method: "POST", contentType: "application/json", body: '{"title":"Grüße","tags":["a"]}' },
    async ({ createClient, baseUrl }) =>
      content(await createClient({ baseUrl }).wire.json({ body: { title: "Grüße", tags: ["a"] } })),
  ),
  check(
    "a PATCH of a merge patch",
    { method: "PATCH", contentType: "application/merge-patch+json", body: '{"author":null}' },
    async ({ createClient, baseUrl }) =>
      content(await createClient({ baseUrl }).wire.patch({ body: { author: null } })),
  ),
  check(
    "a form",
    {
      method: "POST",
      contentType: "application/x-www-form-urlencoded",
      pairs: [
        ["title", "a b&c"],
        ["author[name]", "Ü"],
      ],
    },
    async ({ createClient, baseUrl }) => {
      const body = { title: "a b&c", author: { name: "Ü" } };
      const { body: text, ...rest } = content(await createClient({ baseUrl }).wire.form({ body }));
      return { ...rest, pairs: [...new URLSearchParams(text)] };
    },
  ),
  check(
    "a multipart upload of a file",
    [
      { name: "title", value: "Grüße" },
      { name: "file", fileName: 'ü "x".bin', type: "image/png", bytes: "00ff0d0a2d2d" },
    ],
    async ({ createClient, baseUrl }) => {
      const bytes = new Uint8Array([0, 255, 13, 10, 45, 45]);
      const file = new File([bytes], 'ü "x".bin', { type: "image/png" });
      const body = { title: "Grüße", file };
      return seen(await createClient({ baseUrl }).wire.upload({ body })).parts;
    },
  ),
  check(
    "a body of bytes",
    { method: "PUT", contentType: "application/octet-stream", body: "plain" },
    async ({ createClient, baseUrl }) =>
      content(
        await createClient({ baseUrl }).wire.bytes({ body: new TextEncoder().encode("plain") }),
      ),
  ),
  check("headers of the client", "codemode", async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl, headers: { "X-Trace": "codemode" } });
    return seen(await client.wire.search({ term: "x" })).headers["x-trace"];
  }),
  check("the platform's own fetch, given", "/echo/search/x", async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl, fetch: globalThis.fetch });
    return seen(await client.wire.search({ term: "x" })).target;
  }),
  check("a fetch of one's own", ["GET /echo/search/x"], async ({ createClient, baseUrl }) => {
    const asked: string[] = [];
    const own: typeof fetch = (input, init) => {
      asked.push(`${init?.method} ${new URL(String(input)).pathname}`);
      return fetch(input, init);
    };
    await createClient({ baseUrl, fetch: own }).wire.search({ term: "x" });
    return asked;
  }),
];

export const credentialChecks: readonly Check[] = [
  check("a key in a header", "k", async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl, auth: { headerKey: "k" } });
    return seen(await client.wire.keyInHeader()).headers["x-key"];
  }),
  check("a key in the query", "/echo/key-query?key=k%26", async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl, auth: { queryKey: "k&" } });
    return seen(await client.wire.keyInQuery()).target;
  }),
  check("a bearer token", "Bearer t", async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl, auth: { token: "t" } });
    return seen(await client.wire.bearer()).headers["authorization"];
  }),
  check("a user name and a password", "Basic w7w6cDrDnw==", async ({ createClient, baseUrl }) => {
    const client = createClient({
      baseUrl,
      auth: { password: { username: "ü", password: "p:ß" } },
    });
    return seen(await client.wire.basic()).headers["authorization"];
  }),
  check("a token that is fetched first", "Bearer fetched", async ({ createClient, baseUrl }) => {
    const machine = { clientId: "robot", clientSecret: "s3cret", tokenUrl: `${baseUrl}/token` };
    const client = createClient({ baseUrl, auth: { machine } });
    return seen(await client.wire.clientCredentials()).headers["authorization"];
  }),
];

/** The API's answer of `/echo/…`. */
export function seen(answer: unknown): Echo {
  // Only the operations of `/echo/` are given, and they answer nothing else.
  return answer as Echo;
}

function content(answer: unknown): {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly body: string;
} {
  const { method, headers, body } = seen(answer);
  return { method, contentType: headers["content-type"], body };
}
