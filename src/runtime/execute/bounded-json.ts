import type { JsonValue } from "../api/types.js";

/** How much of a value is written. */
export interface Bounds {
  /** Elements of each array. */
  readonly elements: number;
  /** UTF-16 units of each string. */
  readonly characters: number;
  /** Members of each object. */
  readonly members: number;
  /** Levels of arrays and objects. */
  readonly levels: number;
}

/** `value` as valid JSON text within `bounds`, marks standing for what is left out; `undefined` when it is longer than `length`. */
export function writeBounded(value: JsonValue, bounds: Bounds, length: number): string | undefined {
  const parts: string[] = [];
  let left = length;
  const put = (text: string): boolean => {
    parts.push(text);
    left -= text.length;
    return left >= 0;
  };
  return writeValue(value, bounds, bounds.levels, put) ? parts.join("") : undefined;
}

/** False once there is no room left. */
type Put = (text: string) => boolean;

function writeValue(value: JsonValue, bounds: Bounds, levels: number, put: Put): boolean {
  if (typeof value === "string") return put(JSON.stringify(cut(value, bounds.characters)));
  if (value === null || typeof value !== "object") return put(JSON.stringify(value));
  return isArray(value)
    ? writeArray(value, bounds, levels, put)
    : writeObject(value, bounds, levels, put);
}

function writeArray(
  array: readonly JsonValue[],
  bounds: Bounds,
  levels: number,
  put: Put,
): boolean {
  if (array.length === 0) return put("[]");
  if (levels === 0) return put(`"[… ${counted(array.length)}]"`);
  const shown = Math.min(array.length, bounds.elements);
  if (!put("[")) return false;
  for (let at = 0; at < shown; at += 1) {
    if (at > 0 && !put(",")) return false;
    if (!writeValue(array[at] ?? null, bounds, levels - 1, put)) return false;
  }
  const more = array.length - shown;
  if (more > 0 && !put(`${shown > 0 ? "," : ""}"… ${counted(more)} more"`)) return false;
  return put("]");
}

function writeObject(
  object: { readonly [key: string]: JsonValue },
  bounds: Bounds,
  levels: number,
  put: Put,
): boolean {
  const members = Object.entries(object);
  if (members.length === 0) return put("{}");
  if (levels === 0) return put(`"{… ${counted(members.length)}}"`);
  const shown = members.slice(0, bounds.members);
  if (!put("{")) return false;
  let separator = "";
  for (const [key, member] of shown) {
    if (!put(`${separator}${JSON.stringify(key)}:`)) return false;
    if (!writeValue(member, bounds, levels - 1, put)) return false;
    separator = ",";
  }
  const more = members.length - shown.length;
  if (
    more > 0 &&
    !put(`${separator}${JSON.stringify(unusedMark(shown))}:"${counted(more)} more"`)
  ) {
    return false;
  }
  return put("}");
}

/** A key for the mark that no shown member has. */
function unusedMark(shown: readonly (readonly [string, JsonValue])[]): string {
  let mark = "…";
  while (shown.some(([key]) => key === mark)) mark += "…";
  return mark;
}

/** The first `characters` units of a string and how many follow; no surrogate pair is split. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
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
