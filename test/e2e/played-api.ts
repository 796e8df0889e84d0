import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Api, Operation } from "../../src/runtime/api/api.js";
import { createLookup } from "../../src/runtime/api/lookup.js";
import type { LastIdPagination, Pagination } from "../../src/runtime/api/pagination.js";
import { pointerTokens } from "../../src/runtime/api/pointer.js";
import type { Type } from "../../src/runtime/api/types.js";
import { valueAt } from "../../src/runtime/client/pointer.js";
import { responseOf } from "../peers/responses.js";

/** What is in the requests for a second page, and ends the walk there. */
const SECOND = "played-2";

/** Answers every operation of an API with values of its response types; a list has two pages. What is no operation gets 404. */
export function playedApi(api: Api): RequestListener {
  const lookup = createLookup(api);
  const typeNamed = (name: string): Type => lookup.type(name)?.type ?? { kind: "null" };
  const routes = api.operations
    .map((operation) => ({ operation, path: pathPattern(operation.path) }))
    .toSorted((left, right) => variables(left.operation) - variables(right.operation));
  return (request, response) => {
    const path = new URL(request.url ?? "/", "http://played").pathname;
    const route = routes.find(
      ({ operation, path: pattern }) =>
        operation.httpMethod === request.method && pattern.test(path),
    );
    if (route === undefined) response.writeHead(404).end();
    else answer(route.operation, typeNamed, request, response).catch(() => response.destroy());
  };
}

function variables({ path }: Operation): number {
  return path.split("{").length;
}

function pathPattern(path: string): RegExp {
  const parts = path
    .replace(/[?#].*$/, "")
    .split(/\{[^}]*\}/)
    .map((part) => part.replace(/[^\w/]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]*")}$`);
}

async function answer(
  operation: Operation,
  typeNamed: (name: string) => Type,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  const url = request.url ?? "/";
  const success = operation.responses.find(({ status }) => status.startsWith("2"));
  const status = success === undefined ? 200 : Number(success.status.replaceAll("X", "0"));
  const mediaType = success?.contents[0]?.mediaType;
  if (mediaType === undefined) {
    response.writeHead(status).end();
    return;
  }
  const value = responseOf(operation, typeNamed, `${operation.id} ${url}`);
  const isSecond = `${url} ${body}`.includes(SECOND) || isCounted(operation, url, body);
  const headers: Record<string, string> = {
    "content-type": mediaType.includes("*") ? "application/json" : mediaType,
  };
  const paged =
    operation.pagination === undefined
      ? value
      : withPage(value, operation.pagination, isSecond, `http://${request.headers.host}${url}`);
  if (operation.pagination?.kind === "link" && !isSecond) {
    headers["link"] = `<${secondUrl(`http://${request.headers.host}${url}`)}>; rel="next"`;
  }
  // An id is never empty.
  const json = JSON.stringify(paged, (_, member) => (member === "" ? "played" : member));
  response.writeHead(status, headers).end(json);
}

/** True for a page after the first of those that are asked for by number, offset or last id. */
function isCounted({ pagination, parameters }: Operation, url: string, body: string): boolean {
  if (pagination === undefined || !("argument" in pagination)) return false;
  const [first, ...below] = pointerTokens(pagination.argument);
  const wireName = parameters.find(({ name }) => name === first)?.wireName;
  const given =
    wireName === undefined ? null : new URL(url, "http://played").searchParams.get(wireName);
  if (given !== null) return given !== "0" && !(pagination.kind === "page" && given === "1");
  return below.length > 0 && body.includes(JSON.stringify(below.at(-1)));
}

function secondUrl(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}page=${SECOND}`;
}

function withPage(value: unknown, pagination: Pagination, isSecond: boolean, url: string): unknown {
  switch (pagination.kind) {
    case "link":
      return value;
    case "nextUrl":
      return replaced(value, pagination.next, isSecond ? undefined : secondUrl(url));
    case "cursor": {
      const next = replaced(value, pagination.next, isSecond ? undefined : SECOND);
      return pagination.more === undefined ? next : replaced(next, pagination.more, !isSecond);
    }
    default: {
      const whole = pagination.kind === "lastId" ? withIds(value, pagination) : value;
      const items = isSecond ? replaced(whole, pagination.items, []) : whole;
      return pagination.more === undefined ? items : replaced(items, pagination.more, !isSecond);
    }
  }
}

/** The page whose items all have the id that the next one is asked for by. */
function withIds(value: unknown, { items, id }: LastIdPagination): unknown {
  const list = valueAt(value, items);
  if (!Array.isArray(list)) return value;
  return replaced(
    value,
    items,
    list.map((item) => replaced(item, id, valueAt(item, id) || "played-id")),
  );
}

/** The value with something else at a JSON pointer; `undefined` takes away what is there. */
function replaced(value: unknown, pointer: string, by: unknown): unknown {
  const [key, ...below] = pointerTokens(pointer);
  if (key === undefined) return by;
  const object = typeof value === "object" && value !== null ? { ...value } : {};
  const own = new Map(Object.entries(object));
  const rest = below.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  own.set(key, below.length === 0 ? by : replaced(own.get(key), rest.join(""), by));
  return Object.fromEntries(own);
}
