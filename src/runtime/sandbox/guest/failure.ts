import { lineIn } from "../snippet.js";
import { host } from "./host.js";
import { inspect } from "./inspect.js";
import { define } from "./property.js";

const LONGEST_NAME = 200;
const LONGEST_MESSAGE = 20_000;
const MOST_CAUSES = 5;

const { parse } = JSON;
const { entries, hasOwn } = Object;
const { apply } = Reflect;

/** The JSON text that came with an error of the host, kept beside the error so that a snippet cannot lose or forge it by accident. */
const dataOf = new WeakMap<object, string>();
const { get: getData, set: setData } = WeakMap.prototype;

/** The stack of the caller, as text; "" if the snippet has put something else in its place. */
export function callerStack(): string {
  const { stack } = new Error();
  return typeof stack === "string" ? stack : "";
}

/**
 * The error that a call of the host rejects with: `data`'s fields are its own (`error.status`), and its stack is the one of the
 * call, since the answer arrives on an empty one.
 */
export function hostError(
  name: string,
  message: string,
  data: string | undefined,
  stack: string,
): Error {
  const error = new Error(message);
  define(error, "name", name, "hidden");
  define(error, "stack", stack, "hidden");
  if (data === undefined) return error;
  const fields: unknown = parse(data);
  if (typeof fields === "object" && fields !== null) {
    for (const [key, value] of entries(fields)) {
      if (!hasOwn(error, key) && key !== "__proto__") {
        define(error, key, value, "listed");
      }
    }
  }
  apply(setData, dataOf, [error, data]);
  return error;
}

/** Tells the host what `thrown` is, whatever it is: getters that throw, proxies and `throw undefined` included. */
export function describe(thrown: unknown): void {
  try {
    if (!(thrown instanceof Error)) {
      host.report(
        "Error",
        cut(`Thrown: ${inspect(thrown, LONGEST_MESSAGE)}`, LONGEST_MESSAGE),
        0,
        undefined,
      );
      return;
    }
    const data: unknown = apply(getData, dataOf, [thrown]);
    host.report(
      cut(text(thrown.name, "Error"), LONGEST_NAME),
      cut(fullMessage(thrown), LONGEST_MESSAGE),
      lineIn(text(thrown.stack, "")) ?? 0,
      typeof data === "string" ? data : undefined,
    );
  } catch {
    host.report("Error", "Something was thrown that cannot be described.", 0, undefined);
  }
}

/** The message with what `cause` and an `AggregateError` add to it. */
function fullMessage(error: Error): string {
  let message = text(error.message, "");
  if (error instanceof AggregateError) {
    for (const inner of error.errors.slice(0, MOST_CAUSES)) message += `\n- ${inspect(inner, 500)}`;
  }
  let cause = error.cause;
  for (let depth = 0; cause !== undefined && depth < MOST_CAUSES; depth += 1) {
    message += `\nCaused by ${inspect(cause, 500)}`;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return message;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function cut(value: string, length: number): string {
  return value.length > length ? `${value.slice(0, length)}…` : value;
}
