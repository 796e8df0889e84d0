import { createParser } from "eventsource-parser";
import type { OperationRow } from "../api/row.js";
import { type Framing, framingOf, type StreamItem } from "../api/sequential.js";
import type { JsonValue } from "../api/types.js";
import type { Deadline } from "./deadline.js";
import { ResponseError } from "./errors.js";
import { essence } from "./media-type.js";

/** How the items of a sequential media type are told apart (OAS 3.2 §4.14.3), and what an item is. */
export interface StreamFormat {
  /** Of the answer, with or without parameters. */
  readonly mediaType: string;
  readonly item: StreamItem;
}

/** A server-sent event (HTML §9.2.6); what the server did not send is absent. */
export interface ServerSentEvent<Data = string> {
  readonly event?: string;
  readonly data: Data;
  readonly id?: string;
  /** Milliseconds to wait before connecting again. */
  readonly retry?: number;
}

/** A line, record or event that is longer ends the stream. Bytes of ASCII, else fewer. */
export const LONGEST_ITEM_CHARACTERS = 16 * 1024 * 1024;

/** What APIs in the manner of OpenAI's send as the last event. */
const SENTINEL = "[DONE]";

/** One item as it stood in the body. */
type Piece = { readonly text: string } | { readonly event: ServerSentEvent };

/** Takes the next text of a body, `isLast` with the last, and gives the pieces that are complete. */
type Splitter = (text: string, isLast: boolean) => readonly Piece[];

/**
 * The items of a body as they arrive: JSON lines, JSON text sequences (RFC 7464), server-sent events (HTML §9.2), the last up to `[DONE]`.
 * Stopping early cancels the body. Throws `ResponseError` for an item that is malformed or longer than `LONGEST_ITEM_CHARACTERS`, for a
 * media type that is not sequential, and what reading the body throws.
 */
export async function* itemsOf(
  body: ReadableStream<Uint8Array>,
  { mediaType, item }: StreamFormat,
): AsyncGenerator<unknown, void, undefined> {
  const reader = body.getReader();
  try {
    const split = splitterOf(mediaType);
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
      for (const piece of split(text, done)) {
        if ("text" in piece) yield parsed(piece.text);
        else if (piece.event.data.trim() === SENTINEL) return;
        else if (item !== "data") yield eventItem(piece.event, item);
        else if (piece.event.data !== "") yield parsed(piece.event.data);
      }
      if (done) return;
    }
  } finally {
    // After an ordinary end this does nothing; a failure to cancel has nobody to tell.
    reader.cancel().catch(() => undefined);
  }
}

/** The sequential media type that a row accepts first: that of `stream`. */
export function streamMediaType({ accept }: OperationRow): string | undefined {
  return accept?.find((mediaType) => framingOf(mediaType) !== undefined);
}

/** How to read an answer of 2xx of an operation that streams. Throws `ResponseError` when it says that it is something else. */
export function streamFormat(row: OperationRow, response: Response): StreamFormat {
  const declared = streamMediaType(row) ?? "";
  const mediaType = response.headers.get("content-type") ?? declared;
  if (framingOf(mediaType) === undefined) {
    throw new ResponseError(
      `The API answered ${essence(mediaType)} where ${declared} was asked for; some APIs want a flag in the body to stream`,
    );
  }
  return { mediaType, item: row.stream ?? "data" };
}

/** `body`, each piece of which must come within `idleMs`; it ends in the reason of the deadline's signal. */
export function readWithin(
  body: ReadableStream<Uint8Array>,
  deadline: Deadline,
  idleMs: number,
): ReadableStream<Uint8Array> {
  const { signal } = deadline;
  const reader = body.getReader();
  const cancel = (reason: unknown) => reader.cancel(reason);
  // Not every `fetch` ends a body when its signal aborts.
  signal.addEventListener("abort", () => cancel(signal.reason).catch(() => undefined), {
    once: true,
  });
  return new ReadableStream(
    {
      async pull(controller) {
        deadline.start(idleMs);
        const { done, value } = await reader.read();
        deadline.stop();
        signal.throwIfAborted();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}

function splitterOf(mediaType: string): Splitter {
  const framing: Framing | undefined = framingOf(mediaType);
  switch (framing) {
    case "events":
      return eventSplitter();
    case "lines":
      return lineSplitter();
    case "records":
      return recordSplitter();
    case undefined:
      throw new ResponseError(`The answer is no stream: its media type is ${mediaType}`);
  }
}

/** Blank lines are nothing; the last line need not be ended. */
function lineSplitter(): Splitter {
  const cut = cutter("\n");
  return (text, isLast) => {
    const { complete, rest } = cut(text);
    return (isLast ? [...complete, rest] : complete)
      .filter((line) => line.trim() !== "")
      .map((line) => ({ text: line }));
  };
}

/** RFC 7464 §2.1: what stands between two separators, or after the last, unless it is nothing. */
function recordSplitter(): Splitter {
  const cut = cutter("\u001e");
  return (text, isLast) => {
    const { complete, rest } = cut(text);
    if (isLast && /[\w]$/.test(rest)) {
      throw new ResponseError("The answer ends within an item (RFC 7464 §2.4)");
    }
    return (isLast ? [...complete, rest] : complete)
      .filter((record) => record.trim() !== "")
      .map((record) => ({ text: record }));
  };
}

/** Splits text that comes in pieces at a separator, looking at each character once. */
function cutter(
  separator: string,
): (text: string) => { readonly complete: readonly string[]; readonly rest: string } {
  let rest = "";
  return (text) => {
    const [first = "", ...others] = text.split(separator);
    const complete = [rest + first, ...others];
    rest = complete.pop() ?? "";
    if (rest.length > LONGEST_ITEM_CHARACTERS) throw tooLong();
    return { complete, rest };
  };
}

function eventSplitter(): Splitter {
  let events: Piece[] = [];
  let retry: number | undefined;
  let endsWithReturn = false;
  const parser = createParser({
    maxBufferSize: LONGEST_ITEM_CHARACTERS,
    onEvent: ({ event, data, id }) => {
      events.push({
        event: {
          ...(event !== undefined && { event }),
          data,
          ...(id !== undefined && { id }),
          ...(retry !== undefined && { retry }),
        },
      });
      retry = undefined;
    },
    onRetry: (milliseconds) => {
      retry = milliseconds;
    },
    onError: ({ type }) => {
      if (type === "max-buffer-size-exceeded") throw tooLong();
    },
  });
  return (text, isLast) => {
    events = [];
    if (text !== "") {
      parser.feed(text);
      endsWithReturn = text.endsWith("\r");
    }
    // The parser waits for what follows a carriage return; at the end nothing does, and it ends its line.
    if (isLast && endsWithReturn) parser.feed("\n");
    return events;
  };
}

function eventItem(event: ServerSentEvent, item: "event" | "jsonEvent"): ServerSentEvent<unknown> {
  if (item === "event") return event;
  try {
    return { ...event, data: JSON.parse(event.data) };
  } catch {
    // Events of one stream may differ: a text among documents is the API's own way.
    return event;
  }
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    throw new ResponseError("An item of the answer is malformed JSON");
  }
}

function tooLong(): ResponseError {
  return new ResponseError(
    `An item of the answer is longer than ${LONGEST_ITEM_CHARACTERS} characters`,
  );
}
