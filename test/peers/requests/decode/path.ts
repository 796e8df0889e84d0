import type { Declared } from "./declared.js";
import { items, pair, simple } from "./delimited.js";
import { percentDecode } from "./percent.js";
import type { SchemaReader } from "./schema.js";
import { shapeOf, typedWire, type Wire, wholeJson } from "./typed.js";
import { WireError } from "./wire-error.js";

/** The texts of a template's variables in an encoded path; undefined where the path is not of the template. */
export function matchTemplate(
  template: string,
  path: string,
): ReadonlyMap<string, string> | undefined {
  const [wanted, given] = [template.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const found = new Map<string, string>();
  for (const [at, segment] of wanted.entries()) {
    const names = Array.from(segment.matchAll(/\{([^{}]+)\}/g), (match) => match[1] ?? "");
    const match = segmentPattern(segment).exec(given[at] ?? "");
    if (match === null) return undefined;
    for (const [index, name] of names.entries()) {
      const text = match[index + 1] ?? "";
      // A template may name a variable twice.
      if (found.has(name) && found.get(name) !== text) return undefined;
      found.set(name, text);
    }
  }
  return found;
}

const patterns = new Map<string, RegExp>();

/** Literal text may be percent-encoded or not (RFC 3986 §6.2.2); a variable is anything within its segment. */
function segmentPattern(segment: string): RegExp {
  const known = patterns.get(segment);
  if (known !== undefined) return known;
  const source = segment
    .split(/(\{[^{}]+\})/)
    .map((piece, at) => (at % 2 === 1 ? "(.*?)" : Array.from(piece, literalPattern).join("")))
    .join("");
  const pattern = new RegExp(`^${source}$`, "u");
  patterns.set(segment, pattern);
  return pattern;
}

function literalPattern(character: string): string {
  const bytes = Array.from(new TextEncoder().encode(character));
  const encoded = bytes.map((byte) => {
    const digits = byte.toString(16).padStart(2, "0");
    return `%${Array.from(digits, (digit) => `[${digit}${digit.toUpperCase()}]`).join("")}`;
  });
  const plain = /[A-Za-z0-9]/.test(character)
    ? character
    : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  return `(?:${plain}|${encoded.join("")})`;
}

/** A path parameter from its encoded text (OAS 3.1 §4.8.12.2: simple, label, matrix). */
export function decodePath(parameter: Declared, text: string, schemas: SchemaReader): unknown {
  const views = schemas.views(parameter.schema);
  if (parameter.mediaType !== undefined) return JSON.parse(percentDecode(text));
  const whole = wholeJson(percentDecode(text), views, schemas);
  if (whole !== undefined) return whole;
  const said = shapeOf(views);
  const shape = said === "several" ? "one" : said;
  return typedWire(wireOf(parameter, text, shape), views, schemas);
}

function wireOf(
  { name, style, explode, delimiter }: Declared,
  text: string,
  shape: "one" | "list" | "map",
): Wire {
  switch (style) {
    case "label":
      return label(after(text, "."), shape, explode);
    case "matrix":
      return matrix(name, after(text, ";"), shape, explode);
    default:
      return simple(text, shape, explode, delimiter);
  }
}

/** RFC 6570 §3.2.5: `.blue`, `.blue,black`, exploded `.blue.black`, `.R=100.G=200`. */
function label(text: string, shape: "one" | "list" | "map", explode: boolean): Wire {
  if (!explode || shape === "one") return simple(text, shape, explode, ",");
  const parts = text.split(".");
  if (shape === "list") return { kind: "list", texts: parts.map(percentDecode) };
  return { kind: "map", entries: parts.map(pair) };
}

/** RFC 6570 §3.2.7: `;color=blue`, `;color=blue,black`, exploded `;color=blue;color=black`, `;R=100;G=200`. */
function matrix(name: string, text: string, shape: "one" | "list" | "map", explode: boolean): Wire {
  if (explode && shape === "map") return { kind: "map", entries: text.split(";").map(pair) };
  const parts = text.split(";").map((part) => namedText(name, part));
  if (explode && shape === "list")
    return { kind: "list", texts: parts.flatMap((part) => items(part, ",")) };
  const [only = ""] = parts;
  if (parts.length !== 1) throw new WireError(`;${text} holds ${name} more than once`);
  return simple(only, shape, false, ",");
}

function namedText(name: string, part: string): string {
  const mark = part.indexOf("=");
  const key = mark < 0 ? part : part.slice(0, mark);
  if (percentDecode(key) !== name) throw new WireError(`;${part} is not ${name}`);
  return mark < 0 ? "" : part.slice(mark + 1);
}

function after(text: string, prefix: string): string {
  if (!text.startsWith(prefix)) throw new WireError(`${text} does not begin with ${prefix}`);
  return text.slice(prefix.length);
}
