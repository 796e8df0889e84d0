import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Busboy } from "@fastify/busboy";

const json = (schema: object) => ({ "application/json": { schema } });
const text = { schema: { type: "string" } };
const bytes = { schema: { type: "string", format: "binary" } };
const answers = (content: object) => ({ responses: { "200": { description: "", content } } });
const sends = (content: object) => ({ requestBody: { required: true, content } });
const NAME = { name: "name", in: "path", required: true, schema: { type: "string" } };

/** An API of every kind of body. */
export const MEDIA_DOCUMENT = {
  openapi: "3.0.3",
  info: { title: "Media API", version: "1.0.0" },
  servers: [{ url: "https://media.example.com" }],
  paths: {
    "/chat": {
      post: {
        operationId: "chat.create",
        summary: "Answer a question",
        ...sends(json({ type: "object", properties: { stream: { type: "boolean" } } })),
        ...answers({
          ...json({ $ref: "#/components/schemas/Completion" }),
          "text/event-stream": { schema: { $ref: "#/components/schemas/Chunk" } },
        }),
      },
    },
    "/log": {
      get: {
        operationId: "log.follow",
        ...answers({ "application/x-ndjson": { schema: { $ref: "#/components/schemas/Entry" } } }),
      },
    },
    "/photos": {
      post: {
        operationId: "photos.add",
        ...sends({ "multipart/form-data": { schema: { $ref: "#/components/schemas/NewPhoto" } } }),
        ...answers(json({ type: "array", items: { $ref: "#/components/schemas/Part" } })),
      },
    },
    "/files/{name}": {
      parameters: [NAME],
      get: { operationId: "files.read", ...answers({ "application/octet-stream": bytes }) },
      put: {
        operationId: "files.write",
        ...sends({ "application/octet-stream": bytes }),
        ...answers(json({ type: "object", properties: { bytes: { type: "integer" } } })),
      },
      delete: {
        operationId: "files.remove",
        responses: { "204": { description: "" } },
      },
    },
    "/note": { get: { operationId: "texts.note", ...answers({ "text/plain": text }) } },
    "/feed": { get: { operationId: "texts.feed", ...answers({ "application/xml": text }) } },
    "/silent": { get: { operationId: "tests.wait", ...answers(json({ type: "integer" })) } },
    "/busy": { get: { operationId: "tests.insist", ...answers(json({ type: "integer" })) } },
    "/broken": { get: { operationId: "tests.fail", ...answers(json({ type: "integer" })) } },
  },
  components: {
    schemas: {
      Completion: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "string" } },
      },
      Chunk: {
        type: "object",
        required: ["delta"],
        properties: { delta: { type: "string" } },
      },
      Entry: {
        type: "object",
        required: ["line"],
        properties: { line: { type: "integer" } },
      },
      NewPhoto: {
        type: "object",
        required: ["file", "title"],
        properties: {
          file: { type: "string", format: "binary" },
          thumbnails: { type: "array", items: { type: "string", format: "binary" } },
          title: { type: "string" },
          tags: { type: "array", items: { type: "string" } },
          place: { $ref: "#/components/schemas/Place" },
        },
      },
      Place: { type: "object", properties: { city: { type: "string" } } },
      Part: {
        type: "object",
        required: ["name", "size"],
        properties: {
          name: { type: "string" },
          size: { type: "integer" },
          fileName: { type: "string" },
          type: { type: "string" },
          text: { type: "string" },
        },
      },
    },
  },
};

interface ReadPart {
  readonly name: string;
  readonly size: number;
  readonly fileName?: string;
  readonly type?: string;
  readonly text?: string;
}

export interface MediaServer {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** The API behind the document, on the loopback address. */
export async function startMediaServer(): Promise<MediaServer> {
  let isBusy = true;
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
    "POST /chat": (request, response) => {
      if (request.headers.accept !== "text/event-stream") return answer(response, { id: "c1" });
      response.setHeader("content-type", "text/event-stream");
      response.write('data: {"delta":"Hé');
      setTimeout(() => response.end('llo"}\r\n\r\ndata: {"delta":"!"}\n\ndata: [DONE]\n\n'), 20);
    },
    "GET /log": (_request, response) => {
      response.setHeader("content-type", "application/x-ndjson");
      for (let line = 1; line <= 3; line += 1) response.write(`{"line":${line}}\n`);
      // Never ends: whoever follows it leaves.
    },
    "POST /photos": async (request, response) => answer(response, await partsOf(request)),
    "GET /files/a": (_request, response) => {
      response.setHeader("content-type", "application/octet-stream");
      response.end(Buffer.from([0, 255, 10, 13]));
    },
    "PUT /files/a": async (request, response) => {
      let size = 0;
      for await (const chunk of request) size += chunk.length;
      answer(response, { bytes: size });
    },
    "DELETE /files/a": (_request, response) => response.writeHead(204).end(),
    "GET /note": (_request, response) => {
      response.setHeader("content-type", "text/plain; charset=iso-8859-1");
      response.end(Buffer.from("caf\u00e9", "latin1"));
    },
    "GET /feed": (_request, response) => {
      response.setHeader("content-type", "application/xml");
      response.end("<feed/>");
    },
    "GET /silent": () => undefined,
    "GET /busy": (_request, response) => {
      if (isBusy) response.writeHead(503, { "retry-after": "0" }).end();
      else answer(response, 7);
      isBusy = !isBusy;
    },
    "GET /broken": (_request, response) => {
      response.writeHead(418, { "content-type": "text/plain", "request-id": "r1" }).end("no tea");
    },
  };
  const server = createServer((request, response) => {
    const route = routes[`${request.method} ${request.url}`];
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function answer(response: ServerResponse, body: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

/** The parts of a form as an independent parser reads them. */
async function partsOf(request: IncomingMessage): Promise<readonly ReadPart[]> {
  const parts: ReadPart[] = [];
  const parser = new Busboy({
    headers: { ...request.headers, "content-type": request.headers["content-type"] ?? "" },
    limits: { fileSize: Number.POSITIVE_INFINITY },
  });
  parser.on("field", (name, value, _nameCut, _valueCut, _encoding, type) => {
    parts.push({ name, size: Buffer.byteLength(value), text: value, type });
  });
  parser.on("file", (name, file, fileName, _encoding, type) => {
    let size = 0;
    file.on("data", (chunk: Buffer) => {
      size += chunk.length;
    });
    file.on("end", () => parts.push({ name, size, fileName, type }));
  });
  request.pipe(parser);
  await once(parser, "finish");
  return parts;
}
