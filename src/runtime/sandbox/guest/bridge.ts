import { readJson } from "./bytes.js";
import { callerStack, hostError } from "./failure.js";
import { host, type RequestKind } from "./host.js";

interface Waiting {
  readonly stack: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const waiting: { [id: number]: Waiting | undefined } = Object.create(null);
let lastId = 0;

/**
 * Asks the host; resolves with the parsed answer, rejects with the host's error. Throws at once when
 * a limit ends the run.
 */
export function request(
  kind: RequestKind,
  first: string,
  second: string,
  third: string,
): Promise<unknown> {
  return requestFrom(callerStack(), kind, first, second, third);
}

/** The same on behalf of a place in the snippet that was left long ago: `stack` is the one of that time. */
export function requestFrom(
  stack: string,
  kind: RequestKind,
  first: string,
  second: string,
  third: string,
): Promise<unknown> {
  lastId += 1;
  const id = lastId;
  host.request(kind, id, first, second, third, stack);
  return new Promise((resolve, reject) => {
    waiting[id] = { stack, resolve, reject };
  });
}

/** The host's value for the request `id`. */
export function deliver(id: number, json: string | undefined): void {
  const call = take(id);
  try {
    call?.resolve(json === undefined ? undefined : readJson(json));
  } catch (error) {
    call?.reject(error);
  }
}

/** The host's error for the request `id`. */
export function fail(id: number, name: string, message: string, data: string | undefined): void {
  const call = take(id);
  call?.reject(hostError(name, message, data, call.stack));
}

function take(id: number): Waiting | undefined {
  const call = waiting[id];
  delete waiting[id];
  return call;
}
