/** How the items of a sequential media type are told apart (OAS 3.2 §4.14.3), and what an item is. */
export interface StreamFormat {
  readonly mediaType: string;
  /** Of server-sent events: the parsed `data`, or the event with `event`, `data`, `id` and `retry`. */
  readonly item: "data" | "event";
}

/**
 * The items of a body as they arrive: JSON lines, JSON text sequences (RFC 7464), server-sent events (HTML §9.2). Throws `ResponseError` for an
 * item that is malformed. Stopping early cancels the body.
 */
export function itemsOf(
  _body: ReadableStream<Uint8Array>,
  _format: StreamFormat,
): AsyncGenerator<unknown, void, undefined> {
  throw new Error("to be written");
}
