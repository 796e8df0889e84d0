import { itemsJson } from "./answer-json.js";
import { createCursors } from "./cursors.js";
import { Failure, failureOf } from "./failure.js";
import type { OpenStream } from "./open-stream.js";
import { type PageStep, readFirstPage, readNextPage } from "./pages.js";
import type { Host, Run } from "./perform.js";
import { beginStream } from "./streams.js";

/** One step of an iteration, as the guest asked for it: the first with arguments, the others with the cursor of the one before. */
export interface Step {
  readonly operation: string;
  readonly argsJson: string;
  readonly cursor: string;
  readonly signal: AbortSignal;
}

/** What a run goes through item by item. Both steps give JSON text and throw a `Failure`. */
export interface Iterations {
  page(step: Step): Promise<string>;
  batch(step: Step): Promise<string>;
  /** The rest of what the cursor stands for is not wanted. */
  release(cursor: string): void;
  /** Ends all streams, those that are just being opened too. */
  close(): void;
}

type Held =
  | { readonly kind: "page"; readonly step: PageStep }
  | { readonly kind: "stream"; readonly stream: OpenStream };

/** Each is a connection. */
const MOST_STREAMS = 16;

export function createIterations(host: Host, run: Run): Iterations {
  const cursors = createCursors<Held>();
  const open = new Set<OpenStream>();
  let opening = 0;
  let closed = false;

  async function begin({ operation, argsJson, signal }: Step): Promise<OpenStream> {
    if (open.size + opening >= MOST_STREAMS) {
      const message = `${operation}: at most ${MOST_STREAMS} streams can be open at one time. Leave one by break before the next.`;
      throw new Failure("LimitExceeded", message, { most: MOST_STREAMS });
    }
    opening += 1;
    try {
      const stream = await beginStream(host, run, operation, argsJson, signal);
      open.add(stream);
      if (closed) end(stream);
      return stream;
    } finally {
      opening -= 1;
    }
  }

  function end(stream: OpenStream): void {
    open.delete(stream);
    stream.close();
  }

  return {
    async page(asked) {
      const { operation, argsJson, cursor, signal } = asked;
      const owner = `paginate(${operation})`;
      const held = cursor === "" ? undefined : cursors.take(owner, cursor);
      const { items, next } =
        held?.kind === "page"
          ? await readNextPage(host, run, held.step, signal)
          : await readFirstPage(host, run, operation, argsJson, signal);
      const rest = next && cursors.keep(owner, { kind: "page", step: next });
      return itemsJson(items, rest, host.redactor);
    },
    async batch(asked) {
      const { operation, cursor } = asked;
      const owner = `stream(${operation})`;
      const held = cursor === "" ? undefined : cursors.take(owner, cursor);
      const stream = held?.kind === "stream" ? held.stream : await begin(asked);
      try {
        const { items, isLast } = await stream.next();
        const rest = isLast ? undefined : cursors.keep(owner, { kind: "stream", stream });
        if (isLast) end(stream);
        return itemsJson(items, rest, host.redactor);
      } catch (error) {
        end(stream);
        throw failureOf(error, operation);
      }
    },
    release(cursor) {
      const held = cursors.drop(cursor);
      if (held?.kind === "stream") end(held.stream);
    },
    close() {
      closed = true;
      for (const stream of open) end(stream);
    },
  };
}
