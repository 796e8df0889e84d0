import type { Limits } from "../api/api.js";
import type { HostFunctions, HostReply } from "./executor.js";
import { createTurns } from "./turns.js";

/** The limits of a run that its calls can break. */
export type CallLimit = "calls" | "runBytes";

export interface LimitedHost {
  readonly host: HostFunctions;
  /** Counts bytes that leave the run in another way: its result. False, once `runBytes` is broken. */
  spend(text: string): boolean;
}

/**
 * `host` behind the limits of one run: how many calls, how many at once (more wait in order), how large one request is and how
 * much crosses in all. A page counts as a call, a stream as one however often it is read. Breaking `calls` or `runBytes` calls `exceeded`, which ends the run; a single request that is too large is an
 * error that a snippet can catch.
 */
export function limitCalls(
  host: HostFunctions,
  limits: Limits,
  exceeded: (limit: CallLimit) => void,
): LimitedHost {
  let calls = 0;
  let bytes = 0;
  const turns = createTurns(limits.concurrentCalls);

  function spend(text: string): boolean {
    bytes += byteLength(text);
    if (bytes <= limits.runBytes) return true;
    exceeded("runBytes");
    return false;
  }

  function admit(request: string): HostReply | undefined {
    calls += 1;
    if (calls > limits.calls) {
      exceeded("calls");
      return refusal(`The run may make at most ${limits.calls} calls.`);
    }
    return admitMore(request);
  }

  /** What belongs to a call that was admitted. */
  function admitMore(request: string): HostReply | undefined {
    if (byteLength(request) > limits.requestBytes) {
      return refusal(
        `The arguments of one call may be at most ${limits.requestBytes} bytes; these are ${byteLength(request)}.`,
      );
    }
    return spend(request) ? undefined : refusal("The run has moved too many bytes.");
  }

  async function pass(
    request: string,
    signal: AbortSignal,
    send: () => Promise<HostReply>,
  ): Promise<HostReply> {
    const refused = admit(request);
    if (refused !== undefined) return refused;
    // At once if possible: a guest that computes on must not hold its calls up. Without the signal: hundreds may wait, and when
    // the run ends, each turn passes to the next anyway.
    if (!turns.takeNow()) await turns.take();
    try {
      if (signal.aborted) return refusal("The run has ended.");
      return received(await send());
    } finally {
      turns.give();
    }
  }

  /** Without a turn: a stream may wait for long, and others need not wait for it. */
  async function passMore(request: string, send: () => Promise<HostReply>): Promise<HostReply> {
    return admitMore(request) ?? received(await send());
  }

  function received(reply: HostReply): HostReply {
    const text = reply.kind === "value" ? reply.json : reply.data;
    return text === undefined || spend(text) ? reply : refusal("The run has moved too many bytes.");
  }

  return {
    spend,
    host: {
      call: (operation, argsJson, signal) =>
        pass(operation + argsJson, signal, () => host.call(operation, argsJson, signal)),
      raw: (operation, argsJson, optionsJson, signal) =>
        pass(operation + argsJson + optionsJson, signal, () =>
          host.raw(operation, argsJson, optionsJson, signal),
        ),
      iterate(kind, operation, argsJson, cursor, signal) {
        const text = operation + argsJson + cursor;
        const send = () => host.iterate(kind, operation, argsJson, cursor, signal);
        return kind === "stream" && cursor !== "" ? passMore(text, send) : pass(text, signal, send);
      },
      release: (cursor, signal) => passMore(cursor, () => host.release(cursor, signal)),
      search: (queryJson, signal) => pass(queryJson, signal, () => host.search(queryJson, signal)),
      result: (id, signal) => pass(id, signal, () => host.result(id, signal)),
    },
  };
}

function refusal(message: string): HostReply {
  return { kind: "error", name: "RangeError", message };
}

/** Length of `text` in UTF-8, where half a surrogate pair counts as two bytes even when it stands alone. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
