import { define } from "./property.js";

const { apply, ownKeys } = Reflect;
const { normalize, padStart, replace, toLowerCase, toUpperCase } = String.prototype;
const { getTime, getUTCFullYear, getUTCMonth, getUTCDate } = Date.prototype;
const { getUTCHours, getUTCMinutes, getUTCSeconds } = Date.prototype;
const { toString: dateToString, toTimeString } = Date.prototype;

/**
 * Gives the methods that follow a locale the same answers on every engine: there is no `Intl`, so that options count for nothing. Texts
 * are compared by code unit in normalisation form C; dates are in universal time, as `01/31/2026, 09:05:00 AM`.
 */
export function forgetLocales(): void {
  replaceMethods(String.prototype, {
    localeCompare(this: unknown, other: unknown) {
      const left = apply(normalize, this, []);
      const right = apply(normalize, String(other), []);
      if (left === right) return 0;
      return left < right ? -1 : 1;
    },
    toLocaleLowerCase(this: unknown) {
      return apply(toLowerCase, this, []);
    },
    toLocaleUpperCase(this: unknown) {
      return apply(toUpperCase, this, []);
    },
  });
  for (const { prototype } of [Number, BigInt]) {
    const { toString: text } = prototype;
    replaceMethods(prototype, {
      toLocaleString(this: unknown) {
        return apply(text, this, []);
      },
    });
  }
  replaceMethods(Date.prototype, {
    toString(this: unknown) {
      return withoutZone(apply(dateToString, this, []));
    },
    toTimeString(this: unknown) {
      return withoutZone(apply(toTimeString, this, []));
    },
    toLocaleDateString(this: unknown) {
      return isValid(this) ? dateText(this) : INVALID;
    },
    toLocaleTimeString(this: unknown) {
      return isValid(this) ? timeText(this) : INVALID;
    },
    toLocaleString(this: unknown) {
      return isValid(this) ? `${dateText(this)}, ${timeText(this)}` : INVALID;
    },
  });
}

const INVALID = "Invalid Date";

/** @throws TypeError for what is no date at all. */
function isValid(date: unknown): boolean {
  return !Number.isNaN(apply(getTime, date, []));
}

function dateText(date: unknown): string {
  const month = digits(apply(getUTCMonth, date, []) + 1, 2);
  return `${month}/${digits(apply(getUTCDate, date, []), 2)}/${digits(apply(getUTCFullYear, date, []), 4)}`;
}

function timeText(date: unknown): string {
  const hour = apply(getUTCHours, date, []);
  const minutes = digits(apply(getUTCMinutes, date, []), 2);
  const seconds = digits(apply(getUTCSeconds, date, []), 2);
  return `${digits(hour % 12 || 12, 2)}:${minutes}:${seconds} ${hour < 12 ? "AM" : "PM"}`;
}

function digits(value: number, least: number): string {
  return apply(padStart, String(value), [least, "0"]);
}

/** Without the name of the time zone, which some engines put in parentheses at the end. */
function withoutZone(text: string): string {
  return apply(replace, text, [/ \([^)]*\)$/, ""]);
}

function replaceMethods(prototype: object, methods: object): void {
  for (const name of ownKeys(methods)) {
    if (typeof name === "string") define(prototype, name, Reflect.get(methods, name), "hidden");
  }
}
