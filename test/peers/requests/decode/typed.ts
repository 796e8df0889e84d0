import {
  allowed,
  type Kind,
  kindsOf,
  propertyNames,
  type SchemaReader,
  type Views,
} from "./schema.js";
import { WireError } from "./wire-error.js";

/** A value on the wire before its schema has said of which types its texts are. */
export type Wire =
  | { readonly kind: "one"; readonly text: string }
  | { readonly kind: "list"; readonly texts: readonly string[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, string])[] };

/** The JSON value of a text: what the schema allows that has this very text, a string last. */
export function typed(text: string, views: Views): unknown {
  const listed = allowed(views).find(
    (value) => typeof value !== "object" && String(value) === text,
  );
  if (listed !== undefined) return listed;
  const kinds = kindsOf(views);
  const has = (...wanted: readonly Kind[]) => wanted.some((kind) => kinds.has(kind));
  if (has("boolean") && (text === "true" || text === "false")) return text === "true";
  if (has("integer", "number") && isNumber(text, kinds)) return Number(text);
  if (has("object", "array") && /^[[{]/.test(text)) return jsonOf(text, kinds);
  return text;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** A text that may also be a string is a number only as JavaScript writes it. */
function isNumber(text: string, kinds: ReadonlySet<Kind>): boolean {
  return NUMBER.test(text) && (!kinds.has("string") || String(Number(text)) === text);
}

function jsonOf(text: string, kinds: ReadonlySet<Kind>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (kinds.has("string")) return text;
    throw new WireError(`${text.slice(0, 60)} is no JSON`);
  }
}

/** The JSON value of a serialised value, by its schema. */
export function typedWire(wire: Wire, views: Views, schemas: SchemaReader): unknown {
  if (wire.kind === "one") return typed(wire.text, views);
  if (wire.kind === "list") return wire.texts.map((text) => typed(text, schemas.items(views)));
  return Object.fromEntries(
    wire.entries.map(([name, text]) => [name, typed(text, schemas.property(views, name))]),
  );
}

/**
 * The value of a list or an object that holds others, where it is one JSON text: no style says how such a value is written
 * (OAS 3.1 §4.8.12.1), so JSON is read where it stands. Undefined for anything else.
 */
export function wholeJson(text: string, views: Views, schemas: SchemaReader): unknown {
  if (!/^[[{]/.test(text) || !holdsComposites(views, schemas)) return undefined;
  return jsonOf(text, kindsOf(views));
}

function holdsComposites(views: Views, schemas: SchemaReader): boolean {
  const inner = [
    schemas.items(views),
    ...propertyNames(views).map((name) => schemas.property(views, name)),
  ];
  return inner.some((of) => of.length > 0 && ["list", "map"].includes(shapeOf(of)));
}

/** Whether a value of this schema is one text, a list or a map; the wire decides where it may be several. */
export function shapeOf(views: Views): "one" | "list" | "map" | "several" {
  const kinds = kindsOf(views);
  const shapes = new Set(
    [...kinds]
      .filter((kind) => kind !== "null")
      .map((kind) => (kind === "array" ? "list" : kind === "object" ? "map" : "one")),
  );
  const [only] = shapes;
  return shapes.size === 1 && only !== undefined ? only : "several";
}
