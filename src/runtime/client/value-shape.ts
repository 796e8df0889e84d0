import { ArgumentError } from "./errors.js";

/** A name and a value, not encoded yet. */
export type Pair = readonly [name: string, value: string];

/** A parameter's value as the styles of OAS 3.1 §4.8.12.6 tell values apart. */
export type Shape =
  | { readonly kind: "one"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "map"; readonly entries: readonly Pair[] };

/**
 * The shape of a value. `null` and `undefined` are no values (RFC 6570 §2.3): inside lists and objects they are left out.
 * No style says how a value within a value is written (OAS 3.1 §4.8.12.1: "undefined"). A list, or an object that does not explode, that
 * holds one is JSON as a whole, as `content` would send it. The members of an object that explodes are values of their own:
 * a list of scalars repeats, what is deeper is JSON. Throws `ArgumentError` for bytes, which a parameter cannot carry.
 */
export function shapeOf(name: string, value: unknown, explode: boolean): Shape {
  if (Array.isArray(value)) {
    const items = value.filter(isPresent);
    return items.some(isComposite)
      ? { kind: "one", text: jsonText(name, value) }
      : { kind: "list", items: items.map(textOf) };
  }
  if (!isComposite(value)) return { kind: "one", text: textOf(value) };
  refuseBytes(name, value);
  const members = Object.entries(value).filter(([, member]) => isPresent(member));
  if (!explode && members.some(([, member]) => isComposite(member))) {
    return { kind: "one", text: jsonText(name, value) };
  }
  return { kind: "map", entries: members.flatMap(([key, member]) => explodedPairs(key, member)) };
}

function explodedPairs(key: string, member: unknown): Pair[] {
  if (!isComposite(member)) return [[key, textOf(member)]];
  const shape = shapeOf(key, member, false);
  if (shape.kind === "list") return shape.items.map((item) => [key, item]);
  return [[key, jsonText(key, member)]];
}

/** True for a list or an object: what has values within it. */
export function isComposite(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Throws `ArgumentError` for bytes and files. */
export function refuseBytes(name: string, value: unknown): void {
  if (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof ReadableStream ||
    ArrayBuffer.isView(value)
  ) {
    throw new ArgumentError(name, `\`${name}\` holds bytes, which can only be sent in a body`);
  }
}

/** The text of one value: a string as it is, a date in ISO 8601, an object as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) return JSON.stringify(value) ?? "";
  return String(value);
}

/** JSON text. Throws `ArgumentError` for what JSON cannot say: a cycle, a bigint, nothing. */
export function jsonText(argument: string, value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  if (text === undefined) throw new ArgumentError(argument, `\`${argument}\` is not a JSON value`);
  return text;
}
