import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import { childOf, isObject, type JsonArray, type JsonObject } from "./json-value.js";
import { itemPosition, memberPosition, type Position } from "./position.js";

/** A `$ref`, or a value of a discriminator's `mapping`. */
export interface Reference {
  /** The URI reference as it stands there. */
  readonly text: string;
  /** The pointer of what holds it, into its own source. */
  readonly pointer: string;
  readonly position: Position;
  /** The object with the `$ref`, or the mapping, and its key there. */
  readonly holder: JsonObject;
  readonly key: string;
  /** Where that object stands; absent for the root of a source and in a mapping. */
  readonly slot?: Slot;
}

/** A place that holds a value. */
export interface Slot {
  readonly parent: JsonObject | JsonArray;
  readonly key: string;
}

/** A value of a source to be searched. */
export interface Start {
  readonly value: JsonValue;
  readonly pointer: string;
  readonly position: Position;
}

/** What searches remember, so that each object is searched once, however many references lead to it. */
export interface Searched {
  /** Not those of the entry's own search: see `isSearched`. */
  readonly values: Set<object>;
  /** Every `$id` and `$self` that was met. */
  readonly identifiers: Set<string>;
}

/**
 * The references in a value, in its own order. Only keywords are searched: data and extensions are not (`memberPosition`), unless
 * a reference leads there.
 */
export function findReferences(start: Start, searched: Searched): readonly Reference[] {
  const found: Reference[] = [];
  const path: string[] = [];
  const values = start.position === "document" ? undefined : searched.values;

  const pointer = (): string => childPointer(start.pointer, ...path);

  function search(value: JsonValue, position: Position, slot: Slot | undefined): void {
    if (typeof value !== "object" || value === null) return;
    const text = isObject(value) ? referenceText(value) : undefined;
    if (text !== undefined && isObject(value)) {
      const where = { pointer: pointer(), position, holder: value, key: "$ref" };
      found.push({ text, ...where, ...(slot !== undefined && { slot }) });
    }
    if (values?.has(value)) return;
    values?.add(value);
    if (position === "mapping" && isObject(value)) searchMapping(value);
    else if (isObject(value)) searchMembers(value, position);
    else for (const [index, item] of value.entries()) descend(value, String(index), item, position);
  }

  function searchMembers(object: JsonObject, position: Position): void {
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (typeof value === "string") {
        if (key === "$id" || key === "$self") searched.identifiers.add(value.replace(/#.*$/s, ""));
        continue;
      }
      if (value === undefined || typeof value !== "object") continue;
      const next = memberPosition(position, key);
      const inner = Array.isArray(value) && next !== undefined ? itemPosition(next, key) : next;
      if (inner !== undefined) descend(object, key, value, inner);
    }
  }

  function searchMapping(object: JsonObject): void {
    for (const [key, value] of Object.entries(object)) {
      // Anything else is the name of a schema (OAS 3.1 §4.8.25).
      if (typeof value !== "string" || !/[#/]|\.(?:json|ya?ml)$/i.test(value)) continue;
      found.push({ text: value, pointer: pointer(), position: "mapping", holder: object, key });
    }
  }

  function descend(
    parent: JsonObject | JsonArray,
    key: string,
    value: JsonValue,
    position: Position,
  ): void {
    path.push(key);
    search(value, position, { parent, key });
    path.pop();
  }

  search(start.value, start.position, undefined);
  return found;
}

/** Whether a search from the root of a document passes a pointer: it is a tree, of which remembering every object would cost most. */
export function isSearched(root: JsonValue, pointer: string): boolean {
  let value: JsonValue | undefined = root;
  let position: Position | undefined = "document";
  for (const key of pointerKeys(pointer)) {
    if (value === undefined || position === undefined) return false;
    const child = childOf(value, key);
    if (!Array.isArray(value)) {
      position = memberPosition(position, key);
      if (position !== undefined && Array.isArray(child)) position = itemPosition(position, key);
    }
    value = child;
  }
  return value !== undefined && position !== undefined;
}

/** The `$ref` of an object; a *property* named `$ref` holds a schema, not a string, and is none. */
export function referenceText(object: JsonObject): string | undefined {
  const text = Object.hasOwn(object, "$ref") ? object["$ref"] : undefined;
  return typeof text === "string" && text !== "" ? text : undefined;
}
