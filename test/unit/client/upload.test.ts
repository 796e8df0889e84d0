import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationRow } from "../../../src/runtime/api/row.js";
import { bodyInit } from "../../../src/runtime/client/body-init.js";
import { buildRequest } from "../../../src/runtime/client/request.js";

const MEGABYTE = 1024 * 1024;
const SIZE = 50 * MEGABYTE;
/** How often is measured. */
const STEP = 5 * MEGABYTE;
/** What may be held at once, outside of the heap, by sender and receiver together. */
const MOST_HELD = 16 * MEGABYTE;

let server: Server;
let baseUrl: URL;
let folder: string;
let received = 0;
let held = 0;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes of buffers that something still refers to. */
function heldNow(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "upload-"));
  await writeFile(join(folder, "large.bin"), randomBytes(SIZE));
  server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => {
      const passed = Math.floor(received / STEP);
      received += chunk.length;
      if (Math.floor(received / STEP) > passed) held = Math.max(held, heldNow());
    });
    request.on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  baseUrl = new URL(`http://127.0.0.1:${port}`);
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function chunks(): ReadableStream<Uint8Array> {
  let left = SIZE;
  return new ReadableStream<Uint8Array>({
    // As from a disk or a network, a chunk takes its time.
    async pull(controller) {
      await nextTurn();
      if (left === 0) return controller.close();
      const size = Math.min(left, 64 * 1024);
      left -= size;
      controller.enqueue(new Uint8Array(size));
    },
  });
}

const ROW: OperationRow = {
  http: "POST /upload",
  effect: "write",
  contentTypes: ["application/octet-stream", "multipart/form-data"],
};

async function upload(body: unknown, contentType: string): Promise<void> {
  received = 0;
  const before = heldNow();
  held = before;
  const request = buildRequest(ROW, { body }, { baseUrl, contentType });
  const { url, method, headers } = request;
  const response = await fetch(url, { method, headers, ...bodyInit(request.body) });
  expect(response.status).toBe(200);
  expect(received).toBeGreaterThanOrEqual(SIZE);
  expect(held - before).toBeLessThan(MOST_HELD);
}

describe("an upload of 50 MB is never held whole", () => {
  it("as a stream", () => upload(chunks(), "application/octet-stream"));

  it("as a stream within multipart", () =>
    upload({ name: "large", file: chunks() }, "multipart/form-data"));

  it("as a file on disk", async () =>
    upload(await openAsBlob(join(folder, "large.bin")), "application/octet-stream"));

  it("as a file on disk within multipart", async () =>
    upload({ file: await openAsBlob(join(folder, "large.bin")) }, "multipart/form-data"));
});
