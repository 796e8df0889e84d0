import { list } from "./sample-document.js";
import { patternText } from "./sample-pattern.js";
import type { Random } from "./sample-random.js";
import type { FlatSchema } from "./sample-schema.js";

/** What texts are made of where the schema leaves it open. */
export type TextKind = "plain" | "empty" | "unicode" | "reserved" | "large";

/** What the place of a text demands of it, beyond its schema. */
export interface TextPlace {
  readonly kind: "path" | "header" | "query" | "cookie" | "form" | "json";
  /** Characters that divide items there without being encoded. */
  readonly delimiters: string;
}

const UNICODE = "Ünïcødé – 漢字 العربية 😀 e\u0301";
const LATIN = "Ünïcødé ÿ £5";
const RESERVED = "/?#[]@!$&'()*+,;=% \"<>\\^`{|}";

/** A text that the schema allows; its examples are the last resort where it says more than is understood here. */
export function textFor(
  { keywords }: FlatSchema,
  kind: TextKind,
  place: TextPlace,
  random: Random,
): string {
  const { pattern, format, minLength, maxLength } = keywords;
  const least = Math.max(Number(minLength ?? 0), place.kind === "path" ? 1 : 0);
  const most = typeof maxLength === "number" ? maxLength : Number.POSITIVE_INFINITY;
  const fits = (text: unknown): text is string =>
    typeof text === "string" &&
    [...text].length >= least &&
    [...text].length <= most &&
    (typeof pattern !== "string" || matches(pattern, text)) &&
    canStand(text, place);
  const formatted = typeof format === "string" ? formatText(format, random) : undefined;
  if (formatted !== undefined && fits(formatted)) return formatted;
  const open = typeof pattern !== "string" && formatted === undefined;
  const free = (open ? freeTexts(kind, place, random) : [])
    .map((text) => sized(text, least, most))
    .find(fits);
  if (free !== undefined) return free;
  if (typeof pattern === "string") {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const made = patternText(pattern, random, least, Math.min(most, 10_000));
      if (fits(made)) return made;
    }
  }
  const { default: byDefault, example, examples } = keywords;
  const shown = [byDefault, example, ...list(examples)].find(fits);
  return shown ?? sized(plain(random), least, most);
}

function freeTexts(kind: TextKind, place: TextPlace, random: Random): string[] {
  switch (kind) {
    case "plain":
      return [plain(random)];
    case "empty":
      return ["", plain(random)];
    case "unicode":
      return [`${place.kind === "header" ? LATIN : UNICODE} ${random.hex(3)}`, plain(random)];
    case "reserved": {
      const allowed = Array.from(RESERVED, (one) => (canStand(one, place) ? one : ""));
      return [`a${allowed.join("")}${random.hex(3)}`, plain(random)];
    }
    case "large":
      return [largeText(place, random), plain(random)];
  }
}

function largeText(place: TextPlace, random: Random): string {
  const length = place.kind === "json" || place.kind === "form" ? 3_000 : 300;
  return Array.from({ length: length / 10 }, () => `${random.hex(8)} z`).join("");
}

function plain(random: Random): string {
  return `text-${random.hex(4)}`;
}

/** Cut or filled up to a length in characters (JSON Schema 2020-12 §6.3.1). */
function sized(text: string, least: number, most: number): string {
  const characters = [...text];
  if (characters.length > most) return characters.slice(0, most).join("").trim();
  return characters.length < least
    ? text.padEnd(text.length + least - characters.length, "x")
    : text;
}

/** False for what has another meaning in its place, whatever wrote it: the client refuses it or no reader could tell it apart. */
function canStand(text: string, { kind, delimiters }: TextPlace): boolean {
  if (Array.from(delimiters).some((delimiter) => text.includes(delimiter))) return false;
  if (kind === "header")
    return (/^[\x20-\x7e\xa0-\xff]*$/.test(text) && text.trim() === text) || text === " ";
  if (kind !== "path") return true;
  return !text.includes("\\") && !text.split("/").some((part) => part === "." || part === "..");
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return matchesLoosely(pattern, text);
  }
}

function matchesLoosely(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

/** A value of a format (OAS 3.1 format registry, JSON Schema 2020-12 §7.3); undefined for one without a syntax of its own. */
function formatText(format: string, random: Random): string | undefined {
  const two = (count: number) => String(1 + random.below(count)).padStart(2, "0");
  const date = () => `20${two(29)}-${two(12)}-${two(28)}`;
  const time = () => `${two(22)}:${two(58)}:${two(58)}Z`;
  switch (format) {
    case "date-time":
      return `${date()}T${time()}`;
    case "date":
      return date();
    case "time":
      return time();
    case "duration":
      return `P${1 + random.below(30)}D`;
    case "uuid":
      return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;
    case "email":
    case "idn-email":
      return `user-${random.hex(4)}@example.com`;
    case "uri":
    case "url":
    case "iri":
    case "uri-reference":
    case "iri-reference":
      return `https://example.com/${random.hex(4)}?page=1`;
    case "uri-template":
      return `https://example.com/${random.hex(4)}{/name}`;
    case "hostname":
    case "idn-hostname":
      return `host-${random.hex(4)}.example.com`;
    case "ipv4":
      return `192.0.2.${1 + random.below(250)}`;
    case "ipv6":
      return `2001:db8::${random.hex(4)}`;
    case "byte":
    case "base64":
      return btoa(random.hex(6));
    case "regex":
      return "^[a-z]+$";
    case "json-pointer":
      return `/${random.hex(4)}`;
    case "decimal":
    case "double":
    case "float":
      return `${random.below(100)}.5`;
    case "int32":
    case "int64":
    case "uint64":
      return String(1 + random.below(1000));
    default:
      return undefined;
  }
}
