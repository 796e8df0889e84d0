import type { JsonValue } from "../api/types.js";
import { base64, base64OfText } from "../client/base64.js";
import { percentEncode } from "../client/percent.js";

export const REDACTED = "[redacted]";

/** Shorter texts are too common to be taken out of data: replacing them would damage more than it hides. */
const SHORTEST_SECRET = 6;
const SHORTEST_ENCODED = 8;

/** Takes secrets out of what leaves the broker. */
export interface Redactor {
  text(text: string): string;
  /** The value without secrets in its strings, property names and whole numbers. */
  value(value: JsonValue): JsonValue;
  /** The value as JSON text; secrets are replaced as in `value`, so that it stays valid JSON. */
  json(value: JsonValue): string;
}

/**
 * A redactor for secrets in every form that an API may send them back in: as they are, percent-encoded, in Base64.
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
  const forms = new Set(secrets.flatMap(formsOf));
  if (forms.size === 0) {
    return {
      text: (text) => text,
      value: (value) => value,
      json: (value) => JSON.stringify(value),
    };
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(longestFirst.map(escapePattern).join("|"), "g");
  const inJson = new RegExp(
    longestFirst.map((form) => escapePattern(JSON.stringify(form).slice(1, -1))).join("|"),
  );
  const text = (value: string) => value.replace(pattern, REDACTED);
  return {
    text,
    value: (value) => redactValue(value, text),
    json(value) {
      const whole = JSON.stringify(value);
      return inJson.test(whole) ? JSON.stringify(redactValue(value, text)) : whole;
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

function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const percent = percentEncode(secret);
  const component = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"));
  const plain = [secret, percent, component, component.replaceAll("%20", "+")];
  const lower = plain.map((form) => form.replace(/%[0-9A-F]{2}/g, (part) => part.toLowerCase()));
  const encoded = [base64OfText(secret), ...alignedBase64(secret)];
  const url = encoded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    ...plain,
    ...lower,
    ...encoded,
    ...url,
    ...[...encoded, ...url].map(percentEncode),
  ].filter((form) => form.length >= SHORTEST_SECRET);
}

/** Base64 of the secret as part of a longer text: what all of its bytes alone decide, at each of the three offsets. */
function alignedBase64(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  return [0, 1, 2]
    .map((offset) => {
      const padded = new Uint8Array(offset + bytes.length);
      padded.set(bytes, offset);
      const whole = base64(padded);
      const from = offset === 0 ? 0 : offset + 1;
      return whole.slice(from, Math.floor((padded.length * 8) / 6));
    })
    .filter((form) => form.length >= SHORTEST_ENCODED);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
