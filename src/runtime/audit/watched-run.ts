import type { ApiLookup } from "../api/lookup.js";
import type { BrokerRun } from "../broker/broker.js";
import type { HostReply } from "../sandbox/executor.js";
import type { CallOutcome, EndedCall, RunWatch } from "./run-watch.js";

/** `run`, of which `watch` sees every call: those that are refused before anything is sent, too, and every page. */
export function watchedRun(run: BrokerRun, lookup: ApiLookup, watch: RunWatch): BrokerRun {
  const open = new Set<() => void>();
  const watched = (
    id: string,
    argsJson: string,
    begin: () => Promise<HostReply>,
  ): Promise<HostReply> => {
    const ended = watch.call({ id, operation: lookup.operation(id), argsJson });
    const at = run.calls().length;
    const reply = begin();
    const isLogged = run.calls().length > at;
    const end = (settled: HostReply | undefined) => {
      if (open.delete(unanswered)) ended(isLogged ? logged(run, at) : unlogged(settled));
    };
    const unanswered = () => end(undefined);
    open.add(unanswered);
    return reply.then((settled) => {
      end(settled);
      return settled;
    });
  };
  return {
    ...run,
    call: (id, argsJson, signal) => watched(id, argsJson, () => run.call(id, argsJson, signal)),
    raw: (id, argsJson, optionsJson, signal) =>
      watched(id, argsJson, () => run.raw(id, argsJson, optionsJson, signal)),
    iterate(kind, id, argsJson, cursor, signal) {
      const step = () => run.iterate(kind, id, argsJson, cursor, signal);
      // A stream is one call, however often it is asked what has arrived.
      return kind === "stream" && cursor !== "" ? step() : watched(id, argsJson, step);
    },
    close() {
      run.close();
      for (const unanswered of [...open]) unanswered();
    },
  };
}

function logged(run: BrokerRun, at: number): EndedCall {
  const record = run.calls()[at];
  if (record === undefined) throw new Error("a call is no longer in the log");
  return { outcome: record, bytes: record.bytes };
}

/** What was never a call of any operation: an unknown name, one call too many. */
function unlogged(reply: HostReply | undefined): EndedCall {
  const outcome: CallOutcome =
    reply?.kind === "error" ? { kind: "failed", error: reply.name } : { kind: "pending" };
  return { outcome, bytes: 0 };
}
