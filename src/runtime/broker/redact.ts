import type { JsonValue } from "../api/types.js";
import { secretPattern } from "./secret-pattern.js";

export const REDACTED = "[redacted]";

/** Takes secrets out of what leaves the broker. */
export interface Redactor {
  text(text: string): string;
  /** The value without secrets in its strings, property names and whole numbers. */
  value(value: JsonValue): JsonValue;
  /** The value as JSON text; secrets are replaced as in `value`, so that it stays valid JSON. */
  json(value: JsonValue): string;
}

/**
 * A redactor for secrets in every form that `secretPattern` finds.
 * `secrets` is asked each time: tokens are fetched and replaced while a server runs.
 */
export function createRedactor(secrets: () => readonly string[]): Redactor {
  let known: readonly string[] = [];
  let redactor = redactorOf(known);
  const current = () => {
    const now = secrets();
    if (now.length !== known.length || now.some((secret, at) => secret !== known[at])) {
      known = now;
      redactor = redactorOf(known);
    }
    return redactor;
  };
  return {
    text: (text) => current().text(text),
    value: (value) => current().value(value),
    json: (value) => current().json(value),
  };
}

function redactorOf(secrets: readonly string[]): Redactor {
  const source = secretPattern(secrets);
  if (source === undefined) {
    return {
      text: (text) => text,
      value: (value) => value,
      json: (value) => JSON.stringify(value),
    };
  }
  const all = new RegExp(source, "gi");
  const any = new RegExp(source, "i");
  const text = (value: string) => value.replace(all, REDACTED);
  return {
    text,
    value: (value) => redactValue(value, text),
    json(value) {
      const whole = JSON.stringify(value);
      return any.test(whole) ? JSON.stringify(redactValue(value, text)) : whole;
    },
  };
}

function redactValue(value: JsonValue, text: (text: string) => string): JsonValue {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") {
    const digits = String(value);
    return text(digits) === digits ? value : REDACTED;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, text));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [text(key), redactValue(item, text)]),
  );
}
