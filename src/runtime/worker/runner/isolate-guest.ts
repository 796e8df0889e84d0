import type { GuestError } from "../../sandbox/executor.js";
import type { Entries, Host } from "../../sandbox/guest/host.js";
import { type Guest, type GuestRequests, NOT_DESCRIBED } from "../../sandbox/guest.js";
import { SNIPPET } from "../../sandbox/snippet.js";
import { GUEST_MODULE } from "./contract.js";
import { hidePlatform } from "./globals.js";
import { watchRejections } from "./rejections.js";

const { stringify } = JSON;

/**
 * The guest of an isolate, of which there is one: the guest program that QuickJS runs too, and the snippet, each a module of its own.
 * Its methods throw what the snippet throws.
 */
export async function startIsolateGuest(requests: GuestRequests): Promise<Guest<unknown>> {
  const rejections = watchRejections();
  let reported: GuestError = NOT_DESCRIBED;
  let waiting = true;
  let checking = false;
  hidePlatform();
  const entries = await enterGuest(requests, (error) => {
    reported = error;
  });
  const snippet: unknown = await load(SNIPPET);

  return {
    start(apiName, consoleCharacters) {
      const [first = 0, second = 0, third = 0, fourth = 0] = crypto.getRandomValues(
        new Uint32Array(4),
      );
      entries.start(apiName, consoleCharacters, first, second, third, fourth);
    },
    run(_, settled) {
      if (typeof snippet !== "function") throw new TypeError("The code is no function.");
      Promise.resolve(snippet()).then(
        (value: unknown) => {
          waiting = false;
          settled({ value });
        },
        (error: unknown) => {
          waiting = false;
          settled({ error });
        },
      );
    },
    waits: () => waiting,
    deliver(id, reply) {
      if (reply.kind === "value") entries.deliver(id, reply.json);
      else entries.fail(id, reply.name, reply.message, reply.data);
    },
    fire: (id) => entries.fire(id),
    // A task of its own, which comes when there are no more jobs.
    afterJobs(then) {
      if (checking) return;
      checking = true;
      setTimeout(() => {
        checking = false;
        then(rejections.failure());
      }, 0);
    },
    encode: (value) => entries.encode(value),
    describe(thrown) {
      reported = NOT_DESCRIBED;
      entries.describe(thrown);
      return reported;
    },
    unhandled: rejections.first,
    caught: (error) => ({ thrown: error }),
  };
}

/** Evaluates the guest program, with the functions of the host that it finds. */
async function enterGuest(
  requests: GuestRequests,
  report: (error: GuestError) => void,
): Promise<Entries> {
  let entries: Entries | undefined;
  const host: Host = {
    request(kind, id, first, second, third, stack) {
      requests.request(id, { kind, first, second, third }, () => stack);
    },
    print: (level, text) => requests.print({ level, text }),
    drop: () => requests.drop(),
    setTimer: (id, milliseconds) => requests.setTimer(id, milliseconds),
    clearTimer: (id) => requests.clearTimer(id),
    names: (namespace) => stringify(requests.names(namespace)),
    report(name, message, line, data) {
      report({ name, message, ...(line > 0 && { line }), ...(data !== undefined && { data }) });
    },
    enter(own) {
      entries = own;
    },
  };
  globalThis.hostOfTheGuest = host;
  await load(GUEST_MODULE);
  if (entries === undefined) throw new Error("The guest program did not hand its entries over.");
  return entries;
}

/** The default export of a module that lies beside this one. */
async function load(module: string): Promise<unknown> {
  const specifier = `./${module}`;
  const { default: exported }: { readonly default?: unknown } = await import(specifier);
  return exported;
}
