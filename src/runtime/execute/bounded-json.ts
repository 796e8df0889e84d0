import type { JsonValue } from "../api/types.js";
import { createShapes, type Members, type Shapes } from "./object-shape.js";

/** How much of a value is written. */
export interface Bounds {
  /** Items of each array and dictionary that lies in no other one. */
  readonly items: number;
  /** Items of each that lies in another one. */
  readonly innerItems: number;
  /** UTF-16 units of each string. */
  readonly characters: number;
  /** Members of each record. */
  readonly members: number;
  /** Levels of arrays and objects. */
  readonly levels: number;
  /** UTF-16 units of the names of members that are left out, each time. */
  readonly names: number;
  /** UTF-16 units of a key; members with longer ones are left out. */
  readonly keys: number;
}

/** The value as valid JSON text within `bounds`, marks standing for what is left out; `undefined` when it is longer than `length`. */
export type BoundedWriter = (bounds: Bounds, length: number) => string | undefined;

/** A mark is about as long: a string that as JSON is longer than it may be by no more than this is written whole. */
const MARK_CHARACTERS = 20;

/** Writes `value` as often as it takes. What it finds out about the objects in it is kept between the times. */
export function createBoundedWriter(value: JsonValue): BoundedWriter {
  const shapes = createShapes();
  return (bounds, length) => {
    const parts: string[] = [];
    let left = length;
    const put = (text: string): boolean => {
      parts.push(text);
      left -= text.length;
      return left >= 0;
    };
    const place = { items: bounds.items, levels: bounds.levels };
    return writeValue(value, place, { bounds, shapes, put }) ? parts.join("") : undefined;
  };
}

/** What holds where a value stands. */
interface Place {
  readonly items: number;
  /** Levels that may still follow. */
  readonly levels: number;
}

interface Writing {
  readonly bounds: Bounds;
  readonly shapes: Shapes;
  /** False once there is no room left. */
  readonly put: (text: string) => boolean;
}

function writeValue(value: JsonValue, place: Place, writing: Writing): boolean {
  const { put, bounds } = writing;
  if (typeof value === "string") return put(JSON.stringify(cut(value, bounds.characters)));
  if (value === null || typeof value !== "object") return put(JSON.stringify(value));
  return isArray(value)
    ? writeArray(value, place, writing)
    : writeObject(value, writing.shapes.of(value), place, writing);
}

function writeArray(
  array: readonly JsonValue[],
  { items, levels }: Place,
  writing: Writing,
): boolean {
  const { put, bounds } = writing;
  if (array.length === 0) return put("[]");
  if (levels === 0) return put(`"[… ${counted(array.length)}]"`);
  const shown = Math.min(array.length, items);
  const inner = { items: bounds.innerItems, levels: levels - 1 };
  if (!put("[")) return false;
  for (let at = 0; at < shown; at += 1) {
    if (at > 0 && !put(",")) return false;
    if (!writeValue(array[at] ?? null, inner, writing)) return false;
  }
  const more = array.length - shown;
  if (more > 0 && !put(`${shown > 0 ? "," : ""}"… ${counted(more)} more"`)) return false;
  return put("]");
}

function writeObject(
  object: { readonly [key: string]: JsonValue },
  { kind, keys }: Members,
  { items, levels }: Place,
  writing: Writing,
): boolean {
  const { put, bounds } = writing;
  if (keys.length === 0) return put("{}");
  if (levels === 0) {
    const mark = `{… ${counted(keys.length)}${namesOf(keys, bounds.names)}}`;
    return put(JSON.stringify(mark));
  }
  const most = kind === "dictionary" ? items : bounds.members;
  const inner = { items: kind === "dictionary" ? bounds.innerItems : items, levels: levels - 1 };
  const left: string[] = [];
  let shown = 0;
  if (!put("{")) return false;
  for (const [at, key] of keys.entries()) {
    if (shown >= most) {
      left.push(...keys.slice(at, at + bounds.names));
      break;
    }
    if (key.length > bounds.keys) {
      left.push(key);
      continue;
    }
    if (!put(`${shown > 0 ? "," : ""}${JSON.stringify(key)}:`)) return false;
    if (!writeValue(object[key] ?? null, inner, writing)) return false;
    shown += 1;
  }
  const more = keys.length - shown;
  if (more > 0) {
    const mark = `${counted(more)} more${namesOf(left, bounds.names)}`;
    const text = `${JSON.stringify(unusedKey(object))}:${JSON.stringify(mark)}`;
    if (!put(`${shown > 0 ? "," : ""}${text}`)) return false;
  }
  return put("}");
}

/** `: created_at, updated_at, …`, as many as fit; nothing where the first does not. */
function namesOf(keys: readonly string[], characters: number): string {
  let names = "";
  for (const [at, key] of keys.entries()) {
    const longer = `${names}${at === 0 ? ": " : ", "}${key}`;
    if (longer.length > characters) return names === "" ? "" : `${names}, …`;
    names = longer;
  }
  return names;
}

/** A key for the mark that the object does not have. */
function unusedKey(object: { readonly [key: string]: JsonValue }): string {
  let key = "…";
  while (Object.hasOwn(object, key)) key += "…";
  return key;
}

/** The first `characters` units of a string and how many follow; no surrogate pair is split. A string that a mark would not make shorter stays whole. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const most = characters + MARK_CHARACTERS;
  if (text.length <= most && JSON.stringify(text).length <= most + 2) return text;
  const pair = (text.codePointAt(characters - 1) ?? 0) > 0xffff;
  const end = Math.max(0, pair ? characters - 1 : characters);
  const more = counted(text.length - end);
  return end === 0 ? `… (${more} characters)` : `${text.slice(0, end)}… (+${more} characters)`;
}

/** A count with commas: `4,812`. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function isArray(value: readonly JsonValue[] | object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
