import { pointerTokens } from "../api/pointer.js";
import { ArgumentError } from "./errors.js";
import type { Arguments } from "./request.js";

/** The value at a pointer; `undefined` where there is none. Only own properties are read. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointerTokens(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) {
      return undefined;
    }
    current = Reflect.get(current, token);
  }
  return current;
}

/** The arguments with another value at a pointer, objects on the way made where they are missing. Throws `ArgumentError` for a way through anything else. */
export function withArgument(args: Arguments, pointer: string, value: unknown): Arguments {
  const [argument = "", ...inner] = pointerTokens(pointer);
  return { ...args, [argument]: replaced(argument, ownValue(args, argument), inner, value) };
}

function replaced(
  argument: string,
  current: unknown,
  tokens: readonly string[],
  value: unknown,
): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  if (current !== undefined && !isPlainObject(current)) {
    throw new ArgumentError(
      argument,
      `\`${argument}\` must be an object: the next page is asked for in it`,
    );
  }
  return { ...current, [token]: replaced(argument, ownValue(current, token), rest, value) };
}

function ownValue(value: object | undefined, key: string): unknown {
  return value !== undefined && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
