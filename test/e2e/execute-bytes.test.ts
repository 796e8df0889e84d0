import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Operation } from "../../src/runtime/api/api.js";
import { operation, parameter } from "../unit/broker/shop-api.js";
import { writeTrackerPackage } from "./tracker-package.js";

const ANYTHING = { kind: "unknown", why: "no-schema" } as const;
/** The signature of PNG (RFC 2083 §3.1), then bytes of all values: enough of an image for what is tried here. */
const IMAGE = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7) % 256)),
]);

function file(name: string, route: string, given: Partial<Operation>): Operation {
  return operation(`files.${name}`, route, { security: [], ...given });
}

const tracker = writeTrackerPackage({
  namespaces: [{ name: "files", typeName: "Files", module: "files" }],
  security: [],
  types: [],
  operations: [
    file("download", "GET /image", {
      responses: [
        { status: "200", contents: [{ mediaType: "image/png", type: { kind: "binary" } }] },
      ],
    }),
    file("upload", "POST /upload", {
      effect: "write",
      body: {
        name: "body",
        required: true,
        contents: [{ mediaType: "multipart/form-data", type: ANYTHING }],
      },
    }),
    file("list", "GET /files", {
      parameters: [parameter("page", { type: { kind: "integer" } })],
      pagination: { kind: "link", items: "" },
    }),
    file("watch", "GET /watch", {
      responses: [
        {
          status: "200",
          contents: [{ mediaType: "text/event-stream", type: ANYTHING, itemType: ANYTHING }],
        },
      ],
    }),
    file("endless", "GET /endless", {}),
  ],
});

const server = createServer((request, response) => void answer(request, response));
let client: Client;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = new Client(
    { name: "test", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [tracker.server, "--base-url", `http://127.0.0.1:${port}`, "--allow", "write"],
      stderr: "ignore",
    }),
  );
});

afterAll(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  tracker.remove();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  switch (pathname) {
    case "/image":
      response.writeHead(200, { "content-type": "image/png" }).end(IMAGE);
      return;
    case "/upload": {
      const headers = { "content-type": request.headers["content-type"] ?? "" };
      const form = await new Response(new Uint8Array(await buffer(request)), {
        headers,
      }).formData();
      const parts = await Promise.all(
        [...form].map(async ([name, part]) =>
          typeof part === "string"
            ? { name, text: part }
            : {
                name,
                file: part.name,
                type: part.type,
                same: IMAGE.equals(Buffer.from(await part.arrayBuffer())),
              },
        ),
      );
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(parts));
      return;
    }
    case "/files": {
      const page = Number(searchParams.get("page") ?? "1");
      response.writeHead(200, {
        "content-type": "application/json",
        ...(page < 5 && { link: `</files?page=${page + 1}>; rel="next"` }),
      });
      response.end(JSON.stringify([{ id: page * 2 - 1 }, { id: page * 2 }]));
      return;
    }
    case "/watch":
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (let n = 1; n <= 3; n += 1) {
        response.write(`data: {"n":${n}}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      response.end("data: [DONE]\n\n");
      return;
    default: {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = Buffer.alloc(1024 * 1024, " ");
      const more = () => {
        while (response.write(chunk));
      };
      response.on("drain", more);
      more();
    }
  }
}

async function execute(code: string): Promise<{ isError: boolean; text: string }> {
  const { content, isError } = await client.callTool({ name: "execute", arguments: { code } });
  const [first] = content;
  return { isError: isError ?? false, text: first?.type === "text" ? first.text : "" };
}

it("downloads an image and uploads it again as a file, in one snippet", async () => {
  const { isError, text } = await execute(`
    const bytes: Uint8Array = await tracker.files.download();
    const image = new File([bytes], "copy.png", { type: "image/png" });
    return await tracker.files.upload({ body: { title: "A copy", image, more: [bytes, image] } });`);
  expect(isError, text).toBe(false);
  const [, json = ""] = text.split("\n");
  const same = { same: true };
  expect(JSON.parse(json)).toEqual([
    { name: "title", text: "A copy" },
    { name: "image", file: "copy.png", type: "image/png", ...same },
    { name: "more", file: "file", type: "application/octet-stream", ...same },
    { name: "more", file: "copy.png", type: "image/png", ...same },
  ]);
  expect(text).toContain("Calls: files.upload ×1 → 200, files.download ×1 → 200");
});

it("describes bytes that are returned, and gives them to the next run", async () => {
  const { text } = await execute(
    "const { status, headers, body } = await tracker.raw(tracker.files.download);\nconsole.log(body);\nreturn { status, type: headers['content-type'], body };",
  );
  expect(text).toMatch(/^Result, bytes described; whole in a later run: results\.get\("\w{32}"\)/);
  expect(text).toContain('\n{"status":200,"type":"image/png","body":"<20,008 bytes>"}');
  expect(text).toContain("> Uint8Array(20008) [");
  expect(text.length).toBeLessThan(600);
  const id = /results\.get\("(\w{32})"\)/.exec(text)?.[1];
  const again = await execute(
    `const { body } = await results.get("${id}");\nreturn [body instanceof Uint8Array, body.length, [...body.slice(0, 4)], body.at(-1)];`,
  );
  expect(again.text).toContain(`\n[true,20008,[137,80,78,71],${IMAGE.at(-1)}]`);
});

it("goes through all pages, and through some", async () => {
  const { text } = await execute(`
    const ids: number[] = [];
    for await (const file of tracker.paginate(tracker.files.list)) ids.push(file.id);
    return ids;`);
  expect(text).toContain("\n[1,2,3,4,5,6,7,8,9,10]");
  expect(text).toContain("Calls: files.list ×5 → 200");
  const some = await execute(
    "return (await tracker.paginate(tracker.files.list, { page: 4 }, { pages: 1 }).toArray()).length",
  );
  expect(some.text).toMatch(/\n2\n\nCalls: files\.list ×1 → 200$/);
});

it("streams events, to their end or until it has enough", async () => {
  const { text } = await execute(`
    let sum = 0;
    for await (const { n } of tracker.stream(tracker.files.watch)) sum += n;
    for await (const { n } of tracker.stream(tracker.files.watch)) { sum += 100 * n; break; }
    return sum;`);
  expect(text).toMatch(/\n106\n\nCalls: files\.watch ×2 → 200$/);
});

it("ends a download over the cap, and says what to do", async () => {
  const { isError, text } = await execute("return await tracker.files.endless();");
  expect(isError).toBe(true);
  expect(text).toMatch(
    /^Failed, line 1: LimitExceeded: The answer has more bytes than the limit responseBytes allows, 10485760\. .*smaller pages.*Range header/,
  );
});

it("refuses bytes where the API takes none", async () => {
  const { isError, text } = await execute(
    "return await tracker.files.upload({ body: new Uint8Array(3) });",
  );
  expect(isError).toBe(true);
  expect(text).toMatch(
    /ArgumentError: files\.upload: `body` is sent as multipart\/form-data: bytes can be its fields/,
  );
});
