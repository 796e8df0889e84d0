import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import { type JsonObject, member, textAt } from "./json.js";

/** A value of the document and where it stands: a JSON pointer (RFC 6901), `""` for the root. */
export interface Located<T extends JsonValue = JsonValue> {
  readonly value: T;
  readonly pointer: string;
}

export type Resolution =
  | { readonly kind: "found"; readonly target: Located }
  | { readonly kind: "dangling"; readonly ref: string }
  | { readonly kind: "cycle"; readonly ref: string };

/** The `$ref` of a value, if it is a reference. A *property* named `$ref` holds a schema, not a string, and is none. */
export function refOf(value: JsonValue): string | undefined {
  return textAt(value, "$ref");
}

/** Follows `#/…` pointers until something that is no reference. `root` is the document; cycles of references are told, not followed. */
export function follow(root: JsonObject, located: Located): Resolution {
  const seen = new Set<string>();
  let current = located;
  for (let ref = refOf(current.value); ref !== undefined; ref = refOf(current.value)) {
    const target = lookUp(root, ref);
    if (target === undefined) return { kind: "dangling", ref };
    if (seen.has(target.pointer)) return { kind: "cycle", ref };
    seen.add(target.pointer);
    current = target;
  }
  return { kind: "found", target: current };
}

/** Documents refer to the same few parts again and again: what was found stays with the document's root. */
const found = new WeakMap<JsonObject, Map<string, Located>>();

/** The value that a local reference names, itself perhaps a reference again. `undefined` when there is none. */
export function lookUp(root: JsonObject, ref: string): Located | undefined {
  const known = found.get(root) ?? new Map<string, Located>();
  const target = known.get(ref) ?? resolvePointer(root, ref);
  if (target === undefined) return undefined;
  known.set(ref, target);
  found.set(root, known);
  return target;
}

function resolvePointer(root: JsonObject, ref: string): Located | undefined {
  if (ref === "#") return { value: root, pointer: "" };
  if (!ref.startsWith("#/")) return undefined;
  const keys = pointerKeys(decodeFragment(ref.slice(1)));
  let value: JsonValue | undefined = root;
  for (const key of keys) {
    if (Array.isArray(value)) value = /^\d+$/.test(key) ? value[Number(key)] : undefined;
    else value = member(value, key);
    if (value === undefined) return undefined;
  }
  return { value, pointer: childPointer("", ...keys) };
}

function decodeFragment(fragment: string): string {
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
