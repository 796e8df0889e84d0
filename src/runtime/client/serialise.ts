import { ArgumentError } from "./errors.js";
import { percentEncode, percentEncodeReserved } from "./percent.js";

/*
 * Parameter values as OAS 3.1 §4.8.12.6 ("Style Examples") writes them.
 * `null` and `undefined` are no values (RFC 6570 §2.3): inside lists and objects they are left out.
 * Where a style says nothing of a value within a value, the inner one is written as JSON.
 */

type Encode = (text: string) => string;

/** A name and a value, not encoded yet. */
export type Pair = readonly [name: string, value: string];

type Shape =
  | { readonly kind: "one"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "map"; readonly entries: readonly Pair[] };

/** A path parameter's text, percent-encoded: `blue,black`, `.blue.black`, `;color=blue`. */
export function serialisePath(
  name: string,
  value: unknown,
  style: string,
  explode: boolean,
): string {
  const shape = shapeOf(value);
  if (style === "matrix") return matrix(name, shape, explode);
  if (style === "label") return `.${expand(shape, explode, explode ? "." : ",", percentEncode)}`;
  return expand(shape, explode, ",", percentEncode);
}

/** A header parameter's text: `simple`, not percent-encoded (OAS 3.1.1 §4.8.12.2). */
export function serialiseHeader(value: unknown, explode: boolean): string {
  return expand(shapeOf(value), explode, ",", (text) => text);
}

/** A cookie parameter's `name=value` texts, percent-encoded: style `form`. */
export function serialiseCookie(name: string, value: unknown, explode: boolean): string[] {
  return form(name, shapeOf(value), explode, ",", percentEncode);
}

export interface QueryStyle {
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** A query parameter's `name=value` texts, percent-encoded; none for an empty list. */
export function serialiseQuery(name: string, value: unknown, query: QueryStyle): string[] {
  const encode = query.allowReserved ? percentEncodeReserved : percentEncode;
  if (query.style === "deepObject") {
    return deepPairs(name, value).map(([key, text]) => `${percentEncode(key)}=${encode(text)}`);
  }
  return form(name, shapeOf(value), query.explode, DELIMITERS.get(query.style) ?? ",", encode);
}

const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ["spaceDelimited", "%20"],
  ["pipeDelimited", "%7C"],
]);

const DEEPEST = 32;

/**
 * `color[R]=100`, as deep as the value goes. The specification ends at one level; beyond it this is what Stripe, Rails and PHP read:
 * scalars of a list are `name[]`, objects of a list are `name[0]`. Throws `ArgumentError` for a value without end.
 */
export function deepPairs(name: string, value: unknown): Pair[] {
  const pairs: Pair[] = [];
  collectDeep(pairs, name, name, value, 0);
  return pairs;
}

function collectDeep(
  pairs: Pair[],
  argument: string,
  name: string,
  value: unknown,
  depth: number,
): void {
  if (value === undefined || value === null) return;
  if (depth > DEEPEST) throw new ArgumentError(argument, `\`${argument}\` is nested too deeply`);
  if (Array.isArray(value)) {
    const indexed = value.some((item) => typeof item === "object" && item !== null);
    value.forEach((item, at) => {
      collectDeep(pairs, argument, `${name}[${indexed ? at : ""}]`, item, depth + 1);
    });
  } else if (typeof value === "object" && !(value instanceof Date)) {
    for (const [key, item] of Object.entries(value)) {
      collectDeep(pairs, argument, `${name}[${key}]`, item, depth + 1);
    }
  } else pairs.push([name, textOf(value)]);
}

function matrix(name: string, shape: Shape, explode: boolean): string {
  const key = percentEncode(name);
  const pair = (left: string, right: string) => (right === "" ? `;${left}` : `;${left}=${right}`);
  if (shape.kind === "one" || !explode)
    return pair(key, expand(shape, explode, ",", percentEncode));
  if (shape.kind === "list") {
    return shape.items.map((item) => pair(key, percentEncode(item))).join("");
  }
  return shape.entries
    .map(([left, right]) => pair(percentEncode(left), percentEncode(right)))
    .join("");
}

function form(
  name: string,
  shape: Shape,
  explode: boolean,
  delimiter: string,
  encode: Encode,
): string[] {
  const key = percentEncode(name);
  if (shape.kind === "one") return [`${key}=${encode(shape.text)}`];
  if (shape.kind === "list") {
    if (shape.items.length === 0) return [];
    if (explode) return shape.items.map((item) => `${key}=${encode(item)}`);
    return [`${key}=${shape.items.map(encode).join(delimiter)}`];
  }
  if (explode) {
    return shape.entries.map(([left, right]) => `${percentEncode(left)}=${encode(right)}`);
  }
  return shape.entries.length === 0 ? [] : [`${key}=${expand(shape, false, delimiter, encode)}`];
}

/** RFC 6570 §3.2.1: items joined; of a map `key,value` or, exploded, `key=value`. */
function expand(shape: Shape, explode: boolean, delimiter: string, encode: Encode): string {
  if (shape.kind === "one") return encode(shape.text);
  if (shape.kind === "list") return shape.items.map(encode).join(delimiter);
  const between = explode ? "=" : delimiter;
  return shape.entries
    .map(([key, value]) => `${encode(key)}${between}${encode(value)}`)
    .join(delimiter);
}

function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return { kind: "list", items: value.filter(isPresent).map(textOf) };
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return { kind: "one", text: textOf(value) };
  }
  const entries = Object.entries(value)
    .filter(([, item]) => isPresent(item))
    .map(([key, item]): Pair => [key, textOf(item)]);
  return { kind: "map", entries };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The text of one value: a string as it is, a date in ISO 8601, an object as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) return JSON.stringify(value) ?? "";
  return String(value);
}
