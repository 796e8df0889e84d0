import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The API of `openapi.yaml` on a port of its own. Pages of every origin may call it (CORS), with every header. */
export interface ChecksApi {
  readonly url: string;
  close(): Promise<void>;
}

/** A request as it arrived. Header names are in lower case; `parts` are those of a multipart body. */
export interface Echo {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly parts?: readonly Readonly<Record<string, string>>[];
}

/** What the requests of one API have in common. */
interface State {
  /** Another origin, for redirects to it. */
  readonly elsewhere: string;
  cutOff: number;
  busy: number;
}

interface Exchange {
  readonly state: State;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: Buffer<ArrayBuffer>;
}

/** Starts it; `elsewhere` is the origin that `/redirect/elsewhere` leads to. */
export async function startChecksApi(elsewhere: string): Promise<ChecksApi> {
  const state: State = { elsewhere, cutOff: 0, busy: 0 };
  const server = createServer((request, response) => {
    void respond(state, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

async function respond(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "*");
  if (request.method === "OPTIONS") {
    const asked = request.headers["access-control-request-headers"];
    response.setHeader("access-control-allow-headers", asked ?? "*");
    response.setHeader("access-control-allow-methods", "PATCH, PUT, DELETE, QUERY, TRACE");
    response.writeHead(204).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const body = Buffer.concat(chunks);
  const answer = url.pathname.startsWith("/echo/") ? echo : ANSWERS.get(url.pathname);
  if (answer === undefined) json(response, 404, { message: `There is no ${url.pathname}` });
  else await answer({ state, request, response, url, body });
}

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, at) => at);

const ANSWERS: ReadonlyMap<string, (exchange: Exchange) => void | Promise<void>> = new Map<
  string,
  (exchange: Exchange) => void | Promise<void>
>([
  ["/bytes", ({ response }) => send(response, 200, "application/octet-stream", ALL_BYTES)],
  ["/text", ({ response }) => send(response, 200, "text/plain; charset=utf-8", "Grüße, 世界 🎈")],
  ["/nothing", ({ response }) => void response.writeHead(204).end()],
  ["/problem", ({ response }) => json(response, 422, { message: "No such colour", code: 7 })],
  ["/never", never],
  ["/cut-off", ({ state, response }) => json(response, 200, state.cutOff)],
  ["/busy", busy],
  ["/token", token],
  ["/redirect/here", ({ request, response }) => redirect(request, response, "/echo/redirected")],
  [
    "/redirect/elsewhere",
    ({ state, request, response }) =>
      redirect(request, response, `${state.elsewhere}/echo/elsewhere`),
  ],
  ["/redirect/loop", ({ request, response }) => redirect(request, response, "/redirect/loop")],
  ["/events", events],
  ["/lines", lines],
  ["/pages/link", pageByLink],
  ["/pages/cursor", pageByCursor],
]);

async function echo({ request, response, body }: Exchange): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  const told: Echo = {
    method: request.method ?? "",
    target: request.url ?? "",
    headers,
    body: body.toString("utf8"),
  };
  const contentType = headers["content-type"] ?? "";
  const parts = contentType.startsWith("multipart/form-data")
    ? { parts: await partsOf(contentType, body) }
    : {};
  json(response, 200, { ...told, ...parts });
}

/** The parts as the platform's own parser of multipart bodies reads them; the bytes of a file in hexadecimal. */
async function partsOf(
  contentType: string,
  body: Buffer<ArrayBuffer>,
): Promise<Record<string, string>[]> {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
  const parts: Record<string, string>[] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") parts.push({ name, value });
    else {
      const bytes = Buffer.from(await value.arrayBuffer()).toString("hex");
      parts.push({ name, fileName: value.name, type: value.type, bytes });
    }
  }
  return parts;
}

function never({ state, response }: Exchange): void {
  response.on("close", () => {
    state.cutOff += 1;
  });
}

/** 503 twice, then how often it was asked. */
function busy({ state, response }: Exchange): void {
  state.busy += 1;
  response.setHeader("retry-after", "0");
  if (state.busy % 3 === 0) json(response, 200, 3);
  else json(response, 503, { message: "Busy" });
}

/** RFC 6749 §4.4 for the client `robot` with the secret `s3cret`, which may stand in the header or in the body. */
function token({ request, response, body }: Exchange): void {
  const form = new URLSearchParams(body.toString("utf8"));
  const basic = `Basic ${Buffer.from("robot:s3cret").toString("base64")}`;
  const known =
    request.headers.authorization === basic ||
    (form.get("client_id") === "robot" && form.get("client_secret") === "s3cret");
  if (known && form.get("grant_type") === "client_credentials") {
    json(response, 200, { access_token: "fetched", token_type: "Bearer", expires_in: 3600 });
  } else json(response, 401, { error: "invalid_client" });
}

function redirect(request: IncomingMessage, response: ServerResponse, location: string): void {
  response.writeHead(request.method === "POST" ? 307 : 302, { location }).end();
}

const EVENTS = [
  ": a comment\n\n",
  'id: 1\nevent: note\ndata: {"title":"o',
  'ne"}\n\n',
  'data: {"title":\ndata: "two"}\r\n\r\n',
  'data: {"title":"thrée"}\n\n',
];

async function events({ response }: Exchange): Promise<void> {
  await pieces(response, "text/event-stream", EVENTS);
}

async function lines({ response }: Exchange): Promise<void> {
  await pieces(response, "application/x-ndjson", [
    '{"title":"one"}\n{"ti',
    'tle":"two"}\n\n',
    '{"title":"thrée"}',
  ]);
}

/** Writes a body piece by piece, cutting every piece in the middle, so that characters and items arrive in parts. */
async function pieces(
  response: ServerResponse,
  mediaType: string,
  texts: readonly string[],
): Promise<void> {
  response.writeHead(200, { "content-type": mediaType });
  for (const text of texts) {
    const bytes = Buffer.from(text);
    const half = Math.floor(bytes.length / 2);
    for (const piece of [bytes.subarray(0, half), bytes.subarray(half)]) {
      response.write(piece);
      await new Promise((done) => setTimeout(done, 5));
    }
  }
  response.end();
}

const PAGES = 3;
const PAGE_SIZE = 2;

function notesOf(page: number): readonly { readonly title: string }[] {
  return Array.from({ length: PAGE_SIZE }, (_, at) => ({
    title: String((page - 1) * PAGE_SIZE + at + 1),
  }));
}

function pageByLink({ response, url, request }: Exchange): void {
  const page = Number(url.searchParams.get("page") ?? "1");
  if (page < PAGES) {
    const next = `http://${request.headers.host}/pages/link?page=${page + 1}&per_page=${PAGE_SIZE}`;
    response.setHeader("link", `<${next}>; rel="next"`);
  }
  json(response, 200, notesOf(page));
}

function pageByCursor({ response, url }: Exchange): void {
  const page = Number(url.searchParams.get("cursor")?.slice("page-".length) ?? "1");
  const next = page < PAGES ? `page-${page + 1}` : null;
  json(response, 200, { data: notesOf(page), next_cursor: next });
}

function json(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, "application/json", JSON.stringify(value));
}

function send(
  response: ServerResponse,
  status: number,
  mediaType: string,
  content: string | Uint8Array,
): void {
  response.writeHead(status, { "content-type": mediaType }).end(content);
}
