import { EvalFlags, JSException, type JSValueHandle, type QuickJS } from "quickjs-wasi";
import { consoleLevel } from "./console-lines.js";
import { type Callback, type Engine, startMachine } from "./engine.js";
import type { GuestError } from "./executor.js";
import type { Entries, Host } from "./guest/host.js";
import { type Guest, type GuestRequests, NOT_DESCRIBED } from "./guest.js";
import { lineIn, SNIPPET, wrap } from "./snippet.js";
import { unhandledRejections } from "./unhandled.js";

/** QuickJS's state of a promise that has not settled. */
const PENDING = 0;

/** QuickJS's own error for it. */
const OUT_OF_MEMORY: GuestError = { name: "InternalError", message: "out of memory" };

/**
 * A guest in a machine of its own. Its methods throw `JSException` for what the snippet throws, for an interrupt and when memory runs out,
 * `RangeError` or `WebAssembly.RuntimeError` when the machine is lost.
 */
export async function startQuickJs(
  engine: Engine,
  memoryBytes: number,
  requests: GuestRequests,
  interrupted: () => boolean,
): Promise<Guest<JSValueHandle>> {
  const rejections = unhandledRejections();
  const machine = await startMachine(engine, memoryBytes, {
    interruptHandler: interrupted,
    onUnhandledRejection: rejections.note,
  });
  let reported: GuestError = NOT_DESCRIBED;
  let main: JSValueHandle | undefined;
  const callbacks = callbacksOf(machine, requests, (error) => {
    reported = error;
  });
  for (const [name, callback] of Object.entries(callbacks)) {
    machine.registerHostCallback(name, callback);
  }
  const entries = machine.importHandle(engine.entries);

  function call(name: keyof Entries, ...args: JSValueHandle[]): JSValueHandle {
    return machine.callFunction(entries.getProp(name), machine.undefined, ...args);
  }

  return {
    start(apiName, consoleCharacters) {
      const seeds = crypto.getRandomValues(new Uint32Array(4));
      const numbers = [consoleCharacters, ...seeds].map((value) => machine.newNumber(value));
      call("start", machine.newString(apiName), ...numbers);
    },
    run(code, settled) {
      const body = machine.evalCode(wrap(code), SNIPPET, EvalFlags.STRICT);
      main = machine.callFunction(body, machine.undefined);
      void machine.resolvePromise(main).then(settled);
    },
    waits: () => main?.promiseState === PENDING,
    deliver(id, reply) {
      if (reply.kind === "value") {
        call("deliver", machine.newNumber(id), optional(machine, reply.json));
        return;
      }
      const { name, message, data } = reply;
      const texts = [machine.newString(name), machine.newString(message), optional(machine, data)];
      call("fail", machine.newNumber(id), ...texts);
    },
    fire(id) {
      call("fire", machine.newNumber(id));
    },
    afterJobs: (then) => then(runJobs(machine)),
    encode(value) {
      const encoded = call("encode", value);
      return encoded.isString ? encoded.toString() : undefined;
    },
    describe(thrown) {
      // With no memory left even for an error, QuickJS throws null. A snippet's own null comes from a machine that has not grown.
      const { byteLength } = machine._getMemory().buffer;
      if (thrown.isNull && byteLength > memoryBytes / 2) return OUT_OF_MEMORY;
      reported = NOT_DESCRIBED;
      call("describe", thrown);
      return reported;
    },
    unhandled: rejections.first,
    caught(error) {
      if (!(error instanceof JSException)) return undefined;
      const line = lineIn(error.stack ?? "");
      return { thrown: error.handle, ...(line !== undefined && { line }) };
    },
  };
}

/** `QuickJS.executePendingJobs`, except that an exception keeps its stack, and so its line. */
function runJobs(machine: QuickJS): { readonly error: unknown } | undefined {
  const exports = machine._getExports();
  try {
    while (exports.qjs_is_job_pending() !== 0) {
      if (exports.qjs_execute_pending_job() < 0) throw new JSException(machine.getException());
    }
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** The host's functions with values in the place of handles. */
function callbacksOf(
  machine: QuickJS,
  requests: GuestRequests,
  report: (error: GuestError) => void,
): { readonly [Name in Exclude<keyof Host, "enter">]: Callback } {
  const nothing = machine.undefined;
  return {
    request(kind, id, first, second, third, stack) {
      const request = {
        kind: text(kind),
        first: text(first),
        second: text(second),
        third: text(third),
      };
      requests.request(number(id), request, () => text(stack));
      return nothing;
    },
    print(level, line) {
      requests.print({ level: consoleLevel(text(level)), text: text(line) });
      return nothing;
    },
    drop() {
      requests.drop();
      return nothing;
    },
    setTimer(id, milliseconds) {
      requests.setTimer(number(id), number(milliseconds));
      return nothing;
    },
    clearTimer(id) {
      requests.clearTimer(number(id));
      return nothing;
    },
    names(namespace) {
      const names = requests.names(namespace?.isString ? namespace.toString() : undefined);
      return machine.newString(JSON.stringify(names));
    },
    report(name, message, line, data) {
      report({
        name: text(name),
        message: text(message),
        ...(number(line) > 0 && { line: number(line) }),
        ...(data?.isString && { data: data.toString() }),
      });
      return nothing;
    },
  };
}

function text(handle: JSValueHandle | undefined): string {
  return handle?.isString ? handle.toString() : "";
}

function number(handle: JSValueHandle | undefined): number {
  return handle?.isNumber ? handle.toNumber() : 0;
}

function optional(machine: QuickJS, value: string | undefined): JSValueHandle {
  return value === undefined ? machine.undefined : machine.newString(value);
}
