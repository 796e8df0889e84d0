import { deepPairs } from "./deep-object.js";
import { ArgumentError } from "./errors.js";
import { percentEncode, percentEncodeReserved } from "./percent.js";
import { type Pair, type Shape, shapeOf } from "./value-shape.js";

/*
 * Parameter values as OAS 3.1 §4.8.12.6 ("Style Examples") writes them, which is RFC 6570 §3.2 where they meet.
 */

type Encode = (text: string) => string;

const AS_IS: Encode = (text) => text;

/** What stands between the values of a list that does not explode. `tabDelimited` is Swagger 2.0's `tsv`; any other style has a comma. */
const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
  ["tabDelimited", "\t"],
]);

/** A comma stays a comma; other delimiters are no characters of a URL and are encoded as the values are. */
function delimiterOf(style: string, encode: Encode): string {
  const delimiter = DELIMITERS.get(style);
  return delimiter === undefined ? "," : encode(delimiter);
}

/** How a value is written: OAS 3.1 §4.8.12.2, `style`, `explode` and `allowReserved` with their defaults filled in. */
export interface ValueStyle {
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** A path parameter's text, percent-encoded: `blue,black`, `.blue.black`, `;color=blue`. Empty for an empty list (RFC 6570 §2.3). */
export function serialisePath(name: string, value: unknown, path: ValueStyle): string {
  const { style, explode } = path;
  const encode: Encode = path.allowReserved
    ? (text) => percentEncodeReserved(text, "path")
    : percentEncode;
  const shape = shapeOf(name, value, explode);
  if (isEmpty(shape)) return "";
  if (style === "matrix") return matrix(name, shape, explode, encode);
  if (style === "label") return `.${expand(shape, explode, explode ? "." : ",", encode)}`;
  return expand(shape, explode, delimiterOf(style, encode), encode);
}

/** A header parameter's text: `simple`, not percent-encoded (OAS 3.1.1 §4.8.12.2). `undefined` for an empty list: there is no field. */
export function serialiseHeader(
  name: string,
  value: unknown,
  { style, explode }: Pick<ValueStyle, "style" | "explode">,
): string | undefined {
  const shape = shapeOf(name, value, explode);
  return isEmpty(shape) ? undefined : expand(shape, explode, delimiterOf(style, AS_IS), AS_IS);
}

/**
 * A cookie parameter's `name=value` texts. Style `form` is percent-encoded; style `cookie` (OAS 3.2 §4.12.3) is not, and a value that would
 * end the pair throws `ArgumentError`. What explodes is several cookies: form's `&` does not separate cookies (RFC 6265 §4.2.1).
 */
export function serialiseCookie(name: string, value: unknown, cookie: ValueStyle): string[] {
  if (cookie.style !== "cookie") {
    const encode: Encode = cookie.allowReserved
      ? (text) => percentEncodeReserved(text, "cookie")
      : percentEncode;
    return formPairs(name, value, cookie, encode).map(pairText);
  }
  return formPairs(name, value, cookie, AS_IS).map(([key, text]) => {
    if (/[^\x20-\x3a\x3c-\x7e]/.test(`${key}${text}`)) {
      throw new ArgumentError(
        name,
        `\`${name}\` holds a character that a cookie cannot carry; give it escaped`,
      );
    }
    return `${key}=${text}`;
  });
}

/** A query parameter's `name=value` texts, percent-encoded; none for an empty list. */
export function serialiseQuery(name: string, value: unknown, query: ValueStyle): string[] {
  const encode: Encode = query.allowReserved
    ? (text) => percentEncodeReserved(text, "query")
    : percentEncode;
  return formPairs(name, value, query, encode).map(pairText);
}

/**
 * The pairs of a value in one of the styles of a query: the names plain, the values encoded, with the delimiters between them.
 * None for an empty list.
 */
export function formPairs(
  name: string,
  value: unknown,
  { style, explode }: Pick<ValueStyle, "style" | "explode">,
  encode: Encode,
): Pair[] {
  if (style === "deepObject") {
    return deepPairs(name, value).map(([key, text]) => [key, encode(text)]);
  }
  const shape = shapeOf(name, value, explode);
  if (isEmpty(shape)) return [];
  if (shape.kind === "list" && explode) return shape.items.map((item) => [name, encode(item)]);
  if (shape.kind === "map" && explode) {
    return shape.entries.map(([key, text]) => [key, encode(text)]);
  }
  return [[name, expand(shape, false, delimiterOf(style, encode), encode)]];
}

function pairText([name, encoded]: Pair): string {
  return `${percentEncode(name)}=${encoded}`;
}

function isEmpty(shape: Shape): boolean {
  if (shape.kind === "one") return false;
  return (shape.kind === "list" ? shape.items : shape.entries).length === 0;
}

/** RFC 6570 §3.2.7: a value that is empty has no `=`. */
function matrix(name: string, shape: Shape, explode: boolean, encode: Encode): string {
  const pair = (key: string, text: string) =>
    text === "" ? `;${percentEncode(key)}` : `;${percentEncode(key)}=${text}`;
  if (shape.kind === "one" || !explode) return pair(name, expand(shape, explode, ",", encode));
  if (shape.kind === "list") return shape.items.map((item) => pair(name, encode(item))).join("");
  return shape.entries.map(([key, text]) => pair(key, encode(text))).join("");
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
