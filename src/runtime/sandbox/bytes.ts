/**
 * Bytes in the JSON text that crosses between guest and host, and in kept results: `{ "$bytes": "<Base64>" }` (RFC 4648 §4), with
 * `type` where they came from a `Blob` and `name` as well where from a `File`. An object of data that has a key `$bytes` itself crosses as
 * `{ "$bytes": <that object> }`, so that data is never taken for bytes. This file is part of the guest program too.
 */
export interface BytesForm {
  readonly $bytes: string;
  /** Media type; may be empty. */
  readonly type?: string;
  readonly name?: string;
}

const KEY = "$bytes";

const { create, defineProperty, hasOwn, keys: keysOf } = Object;
const { isArray } = Array;
const { apply, get } = Reflect;
const { includes } = String.prototype;

/** False for a text without any form or escaped object in it: what it parses to is data as it is. */
export function mayHoldBytes(json: string): boolean {
  return apply(includes, json, ['"$bytes"']);
}

/** True for an object of data that would not be taken for data if it crossed as it is. */
export function needsEscape(value: object): boolean {
  return hasOwn(value, KEY);
}

/** `value` so that it crosses as data. */
export function escaped<Value>(value: Value): { readonly $bytes: Value } {
  return { $bytes: value };
}

/** `value`, which is changed for it, with all objects of data escaped that have to be. */
export function escapeData(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  changeMembers(value, escapeData);
  return needsEscape(value) ? escaped(value) : value;
}

/** What crossed, changed for it: every form is replaced by what `read` makes of it, every escaped object by itself. */
export function readForms(value: unknown, read: (form: BytesForm) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isForm(value)) return read(value);
  const data = escapedObject(value) ?? value;
  changeMembers(data, (member) => readForms(member, read));
  return data;
}

function isForm(value: object): value is BytesForm {
  if (!hasOwn(value, KEY)) return false;
  const keys = keysOf(value);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at];
    if (key !== KEY && key !== "type" && key !== "name") return false;
    if (typeof get(value, key) !== "string") return false;
  }
  return true;
}

function escapedObject(value: object): object | undefined {
  const inner: unknown = hasOwn(value, KEY) ? get(value, KEY) : undefined;
  return typeof inner === "object" && inner !== null ? inner : undefined;
}

/** Members are defined, not assigned: `__proto__` is a key of data like any other. */
function changeMembers(value: object, change: (member: unknown) => unknown): void {
  const keys = isArray(value) ? undefined : keysOf(value);
  const length = isArray(value) ? value.length : (keys?.length ?? 0);
  for (let at = 0; at < length; at += 1) {
    const key = keys?.[at] ?? at;
    const member: unknown = get(value, key);
    const changed = change(member);
    if (changed !== member) defineProperty(value, key, plainProperty(changed));
  }
}

/** Without a prototype, so that nothing which a snippet writes to `Object.prototype` counts. */
function plainProperty(value: unknown): PropertyDescriptor {
  const property: PropertyDescriptor = create(null);
  property.value = value;
  property.enumerable = true;
  property.writable = true;
  property.configurable = true;
  return property;
}
