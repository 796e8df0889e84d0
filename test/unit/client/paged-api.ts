import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonValue } from "../../../src/runtime/api/types.js";

/** All things of the API, in order. */
export const THINGS = Array.from({ length: 23 }, (_, at) => ({ id: `t${at + 1}`, size: at + 1 }));
const PAGE = 5;

const integer = (more: { readonly [key: string]: JsonValue } = {}) => ({
  type: "integer",
  ...more,
});
const text = { type: "string" };
const thing = { $ref: "#/components/schemas/Thing" };
const things = { type: "array", items: thing };
const object = (properties: { readonly [name: string]: JsonValue }) => ({
  type: "object",
  required: Object.keys(properties),
  properties,
});
const query = (name: string, schema: JsonValue) => ({ name, in: "query", schema });
const answer = (schema: JsonValue, headers?: JsonValue) => ({
  responses: {
    "200": {
      description: "A page.",
      ...(headers !== undefined && { headers }),
      content: { "application/json": { schema } },
    },
  },
});
const withEmpty = ({ responses }: ReturnType<typeof answer>) => ({
  responses: { ...responses, "204": { description: "Nothing." } },
});
const list = (
  operationId: string,
  parameters: readonly JsonValue[],
  responses: ReturnType<typeof answer>,
) => ({
  get: { operationId: `things/${operationId}`, parameters, ...responses },
});

const size = query("limit", integer({ maximum: 10 }));

/** An API with pages of every kind, as documents describe them. */
export const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Paged", version: "1.0.0" },
  servers: [{ url: "https://paged.example/v1" }],
  paths: {
    "/link": list(
      "byLink",
      [query("page", integer()), query("per_page", integer())],
      answer(things, { Link: { schema: text } }),
    ),
    "/next-url": list(
      "byUrl",
      [size],
      answer(object({ results: things, next: { type: ["string", "null"], format: "uri" } })),
    ),
    "/cursor": list(
      "byCursor",
      [query("cursor", text)],
      withEmpty(answer(object({ data: things, meta: object({ next_cursor: text }) }))),
    ),
    "/last-id": list(
      "byLastId",
      [query("starting_after", text)],
      answer(object({ data: things, has_more: { type: "boolean" } })),
    ),
    "/pages": list(
      "byPage",
      [query("page", integer({ default: 1 })), query("per_page", integer({ maximum: 10 }))],
      answer(things),
    ),
    "/pages-from-0": list(
      "byPageFrom0",
      [query("page", integer({ default: 0 })), size],
      answer(object({ items: things, total_pages: integer() })),
    ),
    "/offset": list(
      "byOffset",
      [query("offset", integer()), size],
      answer(object({ entries: things, total_count: integer(), limit: integer() })),
    ),
    "/things/search": {
      post: {
        operationId: "things/search",
        requestBody: {
          content: {
            "application/json": {
              schema: { type: "object", properties: { word: text, after: text } },
            },
          },
        },
        ...answer(
          object({
            things,
            page_info: object({ end_cursor: text, has_next_page: { type: "boolean" } }),
          }),
        ),
      },
    },
    "/all": list("all", [], answer(things)),
  },
  components: { schemas: { Thing: object({ id: text, size: integer() }) } },
} satisfies { readonly [key: string]: JsonValue };

export interface Seen {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface PagedApi {
  readonly url: string;
  /** Requests in their order. */
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** The API itself, in pages of five, or of as many as are asked for but ten. Its own links are those of the document's server. */
export async function startPagedApi(): Promise<PagedApi> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ method: request.method, url: request.url ?? "", headers: request.headers });
    const { headers, body } = page(request, await textOf(request));
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": "application/json",
      ...headers,
    });
    response.end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`,
    seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

function page(
  request: IncomingMessage,
  sent: string,
): { readonly headers?: Record<string, string>; readonly body?: JsonValue } {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const number = (name: string, initial: number) => Number(searchParams.get(name) ?? initial);
  const limit = Math.min(10, number("per_page", number("limit", PAGE)));
  const from = (start: number) => THINGS.slice(start, start + limit);
  const after = (id: string | null) => THINGS.findIndex((one) => one.id === id) + 1;
  const linked = (start: number, name: string) => {
    const next = new URLSearchParams(searchParams);
    next.set(name, String(start));
    return next.toString();
  };
  switch (pathname.replace("/base", "")) {
    case "/link": {
      const at = number("page", 1);
      const next = `</base/link?${linked(at + 1, "page")}>; rel="next", <https://paged.example/v1/link>; rel="first"`;
      return {
        headers: at * limit < THINGS.length ? { link: next } : {},
        body: from((at - 1) * limit),
      };
    }
    case "/next-url": {
      const start = number("start", 0);
      const next = `https://paged.example/v1/next-url?${linked(start + limit, "start")}`;
      return { body: { results: from(start), next: start + limit < THINGS.length ? next : null } };
    }
    case "/cursor": {
      const start = after(searchParams.get("cursor"));
      const last = start + limit < THINGS.length ? from(start).at(-1)?.id : "";
      return { body: { data: from(start), meta: { next_cursor: last ?? "" } } };
    }
    case "/last-id": {
      const start = after(searchParams.get("starting_after"));
      return { body: { data: from(start), has_more: start + limit < THINGS.length } };
    }
    case "/pages":
      return { body: from((number("page", 1) - 1) * limit) };
    case "/pages-from-0":
      return {
        body: {
          items: from(number("page", 0) * limit),
          total_pages: Math.ceil(THINGS.length / limit),
        },
      };
    case "/offset":
      return { body: { entries: from(number("offset", 0)), total_count: THINGS.length, limit } };
    case "/things/search": {
      const start = after(JSON.parse(sent === "" ? "{}" : sent).after ?? null);
      const more = start + limit < THINGS.length;
      return {
        body: {
          things: from(start),
          page_info: { end_cursor: from(start).at(-1)?.id ?? "", has_next_page: more },
        },
      };
    }
    case "/all":
      return { body: THINGS };
    default:
      return {};
  }
}
