import { withDeadline } from "../client/deadline.js";
import { itemsOf, streamFormat } from "../client/stream.js";
import { type Answer, type BegunAnswer, type Exchange, receive, send } from "./exchange.js";
import { Failure, networkFailure } from "./failure.js";
import { limitFailure } from "./meter.js";

/** An answer that is read as it arrives, no faster than it is asked for. */
export interface OpenStream {
  /** What has arrived; waits for one item at least. `isLast` when nothing follows. Throws what `itemsOf` throws, and `Failure`. */
  next(): Promise<{ readonly items: readonly unknown[]; readonly isLast: boolean }>;
  /** Ends the connection; a waiting `next` gets nothing more. */
  close(): void;
}

export type Opened =
  | { readonly kind: "open"; readonly begun: BegunAnswer; readonly stream: OpenStream }
  /** An answer outside 2xx. */
  | { readonly kind: "refused"; readonly answer: Answer };

/** At most so many items in one batch. */
const BATCH_ITEMS = 256;

/**
 * Sends a request under all limits and opens its answer as a stream. The time of a call is that up to its headers; from then on only the
 * limits of the run end it, and `close`.
 */
export async function openStream(asked: Exchange): Promise<Opened> {
  return withDeadline(asked.signals, asked.timeoutMs, async (signal) => {
    const begun = await send(asked, signal);
    const { response } = begun;
    if (!response.ok) return { kind: "refused", answer: await receive(asked, begun, signal) };
    try {
      return { kind: "open", begun, stream: streamOf(asked, response) };
    } catch (error) {
      await response.body?.cancel();
      throw error;
    }
  });
}

function streamOf(asked: Exchange, response: Response): OpenStream {
  const format = streamFormat(asked.row, response);
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const items = itemsOf(countedBody(asked, reader), format);
  let ahead: Promise<IteratorResult<unknown, void>> | undefined;

  function read(): Promise<IteratorResult<unknown, void>> {
    ahead ??= items.next();
    // It fails for whoever asks next; until then nobody may be waiting for it.
    ahead.catch(() => undefined);
    return ahead;
  }

  return {
    async next() {
      const batch: unknown[] = [];
      let soon: Promise<undefined> | undefined;
      while (batch.length < BATCH_ITEMS) {
        const result = await (soon === undefined
          ? read()
          : Promise.race([read().catch(() => undefined), soon]));
        if (result === undefined) break;
        ahead = undefined;
        if (result.done) return { items: batch, isLast: true };
        batch.push(result.value);
        soon ??= nextTurn();
      }
      return { items: batch, isLast: false };
    },
    close() {
      reader.cancel().catch(() => undefined);
    },
  };
}

/** Lets what has arrived already be read. */
function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, 0, undefined));
}

/** The body under the limits of an answer and of the run. */
function countedBody(
  { operation, limits, meter }: Exchange,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  let bytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await read();
        if (done) return controller.close();
        bytes += value.byteLength;
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );

  async function read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    try {
      const result = await reader.read();
      if (result.done) return result;
      meter.countBytes(result.value.byteLength);
      if (bytes + result.value.byteLength > limits.responseBytes) {
        throw limitFailure("responseBytes", limits.responseBytes);
      }
      return result;
    } catch (error) {
      reader.cancel().catch(() => undefined);
      throw error instanceof Failure ? error : networkFailure(error, operation);
    }
  }
}
