import type { Written } from "./declared.js";
import { deepValue } from "./deep-object.js";
import { alternating, items } from "./delimited.js";
import { percentDecode } from "./percent.js";
import { kindsOf, propertyNames, type SchemaReader, type Views } from "./schema.js";
import { shapeOf, typed, typedWire, wholeJson } from "./typed.js";
import { WireError } from "./wire-error.js";

/** One `name=value` of a query, a form or a cookie. */
export interface Pair {
  /** Decoded. */
  readonly name: string;
  /** Still encoded: a delimiter and a delimiter's encoding are not the same. */
  readonly text: string;
}

/** A query parameter, a form's field or a cookie parameter. */
export interface Field {
  readonly name: string;
  readonly schema: unknown;
  /** The media type of a parameter with `content`. */
  readonly mediaType: string | undefined;
  /** Absent for a form's field that its content type decides alone. */
  readonly written: Written | undefined;
}

/** `a=1&b=2`, still encoded, in order. A name without `=` has an empty value. */
export function pairsOf(text: string, separator: RegExp): Pair[] {
  if (text === "") return [];
  return text.split(separator).map((piece) => {
    const mark = piece.indexOf("=");
    return {
      name: percentDecode(mark < 0 ? piece : piece.slice(0, mark)),
      text: mark < 0 ? "" : piece.slice(mark + 1),
    };
  });
}

export interface DecodedFields {
  readonly values: ReadonlyMap<string, unknown>;
  /** What no field accounts for. */
  readonly rest: readonly Pair[];
}

/** The fields' values. What is an exploded object's stands among the others, so these are read last (OAS 3.1 §4.8.12.2: form). */
export function decodeFields(
  fields: readonly Field[],
  pairs: readonly Pair[],
  schemas: SchemaReader,
): DecodedFields {
  const values = new Map<string, unknown>();
  let rest = pairs;
  for (const field of fields) {
    const own = rest.filter((pair) => belongs(pair, field));
    if (own.length === 0) continue;
    rest = rest.filter((pair) => !own.includes(pair));
    values.set(field.name, fieldValue(field, own, schemas));
  }
  for (const field of fields.filter((one) => isExplodedMap(one, schemas))) {
    if (values.has(field.name)) continue;
    const views = schemas.views(field.schema);
    const named = new Set(propertyNames(views));
    const isOnly = named.size === 0;
    const own = rest.filter(({ name }) => isOnly || named.has(name));
    if (own.length === 0) continue;
    rest = rest.filter((pair) => !own.includes(pair));
    values.set(field.name, explodedMap(own, views, schemas));
  }
  return { values, rest };
}

/** Every member is a field of its own, so that a list repeats. */
function explodedMap(pairs: readonly Pair[], views: Views, schemas: SchemaReader): unknown {
  const names = [...new Set(pairs.map(({ name }) => name))];
  const members = names.map((name): Field => {
    const schema = { anyOf: schemas.property(views, name) };
    return { name, schema, mediaType: undefined, written: undefined };
  });
  return Object.fromEntries(decodeFields(members, pairs, schemas).values);
}

function belongs({ name }: Pair, field: Field): boolean {
  if (name === field.name) return true;
  return field.written?.style === "deepObject" && name.startsWith(`${field.name}[`);
}

function isExplodedMap({ schema, written, mediaType }: Field, schemas: SchemaReader): boolean {
  if (mediaType !== undefined || written?.style === "deepObject") return false;
  return written?.explode === true && kindsOf(schemas.views(schema)).has("object");
}

function fieldValue(field: Field, own: readonly Pair[], schemas: SchemaReader): unknown {
  const views = schemas.views(field.schema);
  if (field.mediaType !== undefined) return contentValue(field.mediaType, only(own), views);
  if (field.written?.style === "deepObject") return deepValue(field.name, own, views, schemas);
  const [first] = own;
  const whole =
    own.length === 1 && first !== undefined
      ? wholeJson(percentDecode(first.text), views, schemas)
      : undefined;
  if (whole !== undefined) return whole;
  const shape = shapeOf(views);
  const isList = shape === "list" || (shape === "several" && own.length > 1);
  if (field.written === undefined || field.written.explode) {
    if (!isList) return typed(percentDecode(only(own)), views);
    const texts = own.map(({ text }) => percentDecode(text));
    return typedWire({ kind: "list", texts }, views, schemas);
  }
  const texts = items(only(own), field.written.delimiter);
  if (shape === "one") return typed(percentDecode(only(own)), views);
  if (shape === "map") {
    return typedWire({ kind: "map", entries: alternating(texts) }, views, schemas);
  }
  if (shape === "list" || texts.length > 1) {
    return typedWire({ kind: "list", texts }, views, schemas);
  }
  return typed(percentDecode(only(own)), views);
}

/** OAS 3.1 §4.8.12.3: the value is written as the media type says. */
export function contentValue(mediaType: string, text: string, views: Views): unknown {
  const plain = percentDecode(text);
  if (!/^application\/json\b|\+json\b/i.test(mediaType)) return typed(plain, views);
  try {
    return JSON.parse(plain);
  } catch {
    throw new WireError(`${plain.slice(0, 60)} is no JSON`);
  }
}

function only(pairs: readonly Pair[]): string {
  const [first, ...others] = pairs;
  if (first === undefined || others.length > 0) {
    throw new WireError(`${first?.name} stands ${pairs.length} times`);
  }
  return first.text;
}
