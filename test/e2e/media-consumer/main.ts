// A program of somebody who installed the package: it does everything once and prints what it saw.
import { ApiError, type BinaryContent, createClient } from "media-codemode";

const told: string[] = [];
const tell =
  (name: string) => (record: { readonly operation: string; readonly attempt: number }) => {
    told.push(`${name} ${record.operation} ${record.attempt}`);
  };
const client = createClient({
  baseUrl: process.argv[2] ?? "",
  retry: { firstPauseMs: 1 },
  hooks: { retry: tell("retry"), error: tell("error") },
});

const deltas: string[] = [];
for await (const { delta } of client.stream(client.chat.create, { body: { stream: true } })) {
  deltas.push(delta);
}
const { id } = await client.chat.create({ body: {} });

const lines: number[] = [];
for await (const { line } of client.stream(client.log.follow, undefined)) {
  lines.push(line);
  if (line === 3) break;
}

const content = new TextEncoder().encode("picture");
const parts = await client.photos.add({
  body: {
    file: new File([content], 'a "b".png', { type: "image/png" }),
    thumbnails: [content, content.buffer, new Blob([content]).stream()],
    title: "Käse\r\n--x",
    tags: ["a", "b"],
    place: { city: "Bern" },
  },
});

const sources: readonly BinaryContent[] = [content, content.buffer, new Blob([content]).stream()];
const sizes: (number | undefined)[] = [];
for (const body of sources) sizes.push((await client.files.write({ name: "a", body })).bytes);

const file = await client.files.read({ name: "a" });
const removed = await client.files.remove({ name: "a" });
const note = await client.texts.note();
const feed = await client.raw(client.texts.feed, undefined);

const abort = new AbortController();
setTimeout(() => abort.abort(new Error("changed my mind")), 20);
const aborted = await client.tests.wait(undefined, { signal: abort.signal }).catch(nameOf);
const late = await client.tests.wait(undefined, { timeoutMs: 20 }).catch(nameOf);
const insisted = await client.tests.insist();
const failed = await client.tests.fail().catch((error: unknown) => {
  if (!(error instanceof ApiError)) throw error;
  return { status: error.status, body: error.body, requestId: error.headers["request-id"] };
});

console.log(
  JSON.stringify({
    deltas,
    id,
    lines,
    parts,
    sizes,
    file: [...file],
    removed: String(removed),
    note,
    feed: [feed.status, feed.headers["content-type"], feed.body],
    aborted,
    late,
    insisted,
    failed,
    told,
  }),
);

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
