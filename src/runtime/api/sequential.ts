/** How the items of a sequential media type (OAS 3.2 §4.14.3) are told apart on the wire. */
export type Framing =
  /** `text/event-stream`: server-sent events (HTML §9.2). */
  | "events"
  /** JSON Lines: one JSON text a line. */
  | "lines"
  /** RFC 7464: a record separator before each JSON text. */
  | "records";

/**
 * What one item of a stream is. `data`: a JSON value, of server-sent events their `data`. `event`: a server-sent event as an object with
 * `event`, `data`, `id` and `retry`, its `data` a text. `jsonEvent`: the same with `data` parsed.
 */
export type StreamItem = "data" | "event" | "jsonEvent";

const LINES = new Set([
  "application/json-lines",
  "application/jsonl",
  "application/jsonlines",
  "application/ndjson",
  "application/x-json-lines",
  "application/x-jsonl",
  "application/x-jsonlines",
  "application/x-ndjson",
  "text/jsonl",
  "text/x-ndjson",
]);

/** The framing of a media type; `undefined` for one that is not sequential. */
export function framingOf(mediaType: string): Framing | undefined {
  const essence = (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
  if (essence === "text/event-stream") return "events";
  if (LINES.has(essence)) return "lines";
  return /[/+]json-seq$/.test(essence) ? "records" : undefined;
}
