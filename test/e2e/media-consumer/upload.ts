// Sends 50 MB, then more, and prints by how much the memory of this process grew at its peak for that.
import { openAsBlob } from "node:fs";
import { createClient } from "media-codemode";

const [, , baseUrl = "", way = "", path = "", megabytes = "0"] = process.argv;
const client = createClient({ baseUrl });
const chunk = new Uint8Array(64 * 1024);

/** Zeros as they are asked for. */
function zeros(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream(
    {
      pull(controller) {
        if (left <= 0) return controller.close();
        controller.enqueue(chunk.slice(0, left));
        left -= chunk.length;
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(bytes: number): Promise<number | undefined> {
  switch (way) {
    case "stream":
      return (await client.files.write({ name: "a", body: zeros(bytes) })).bytes;
    case "part": {
      const parts = await client.photos.add({ body: { title: "x", file: zeros(bytes) } });
      return parts.find(({ name }) => name === "file")?.size;
    }
    default: {
      const whole = await openAsBlob(path);
      const file = whole.slice(0, bytes);
      if (way === "blob") return (await client.files.write({ name: "a", body: file })).bytes;
      const parts = await client.photos.add({ body: { title: "x", file } });
      return parts.find(({ name }) => name === "file")?.size;
    }
  }
}

const MEGABYTE = 1024 * 1024;
await send(50 * MEGABYTE);
const before = process.resourceUsage().maxRSS;
const sent = await send(Number(megabytes) * MEGABYTE);
const grown = process.resourceUsage().maxRSS - before;
console.log(JSON.stringify({ sent, grownBytes: grown * 1024 }));
