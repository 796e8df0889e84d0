// Only compiled: what the types of the package allow and what they do not.
import type { ApiResponse, BinaryContent, Chunk, Client, Completion, Part } from "media-codemode";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Options = Parameters<Client["chat"]["create"]>[1];

export function check(client: Client, options: Options): readonly true[] {
  const create: Same<Parameters<typeof client.chat.create>[0], { body: { stream?: boolean } }> =
    true;
  const write: Same<
    Parameters<typeof client.files.write>[0],
    { name: string; body: BinaryContent }
  > = true;
  const field: Same<
    Parameters<typeof client.photos.add>[0]["body"]["thumbnails"],
    readonly BinaryContent[] | undefined
  > = true;
  const raw = client.raw(client.chat.create, { body: {} }, options);
  const rawResult: Same<typeof raw, Promise<ApiResponse<Completion>>> = true;
  const stream = client.stream(client.chat.create, { body: {} });
  const streamResult: Same<typeof stream, AsyncIterable<Chunk>> = true;
  const added: Same<Awaited<ReturnType<typeof client.photos.add>>, Part[]> = true;
  return [create, write, field, rawResult, streamResult, added];
}

export function refused(client: Client): unknown[] {
  return [
    // @ts-expect-error: it has no sequential content.
    client.stream(client.texts.note, undefined),
    // @ts-expect-error: text is no bytes.
    client.files.write({ name: "a", body: "text" }),
    // @ts-expect-error: the title is missing.
    client.photos.add({ body: { file: new Blob([]) } }),
  ];
}

export async function misread(client: Client): Promise<void> {
  for await (const item of client.stream(client.log.follow, undefined)) {
    // @ts-expect-error: its items have no such property.
    item.delta;
  }
}
