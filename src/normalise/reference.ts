import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import { absolute, baseUri, identifiersOf } from "./identifiers.js";
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

/**
 * The `$ref` of a value, or its `$dynamicRef`, if it is a reference. A *property* named `$ref` holds a schema, not a string, and is none.
 * A dynamic reference is taken for the anchor it names, as if no schema around it overrode that.
 */
export function refOf(value: JsonValue): string | undefined {
  return textAt(value, "$ref") ?? textAt(value, "$dynamicRef");
}

/** Follows references until something that is none. `root` is the document; cycles of references are told, not followed. */
export function follow(root: JsonObject, located: Located): Resolution {
  const seen = new Set<string>();
  let current = located;
  for (let ref = refOf(current.value); ref !== undefined; ref = refOf(current.value)) {
    const target = lookUp(root, ref, current.pointer);
    if (target === undefined) return { kind: "dangling", ref };
    if (seen.has(target.pointer)) return { kind: "cycle", ref };
    seen.add(target.pointer);
    current = target;
  }
  return { kind: "found", target: current };
}

/** Documents refer to the same few parts again and again: what was found stays with the document's root. */
const found = new WeakMap<JsonObject, Map<string, Located>>();

/**
 * The value that a reference within the document names, itself perhaps a reference again: a JSON pointer, an anchor, or a URI that some
 * schema has for its `$id` or the document for its `$self`. `undefined` when there is none.
 * @param from where the reference stands: inside a schema with an `$id`, a pointer may start there.
 */
export function lookUp(root: JsonObject, ref: string, from: string): Located | undefined {
  const known = found.get(root) ?? new Map<string, Located>();
  const isPointer = ref === "#" || ref.startsWith("#/");
  const target =
    known.get(ref) ?? (isPointer ? resolveFragment(root, ref.slice(1), "") : undefined);
  if (target === undefined) return resolveIdentifier(root, ref, from);
  known.set(ref, target);
  found.set(root, known);
  return target;
}

/** The value at a fragment `/…`, still percent-encoded, counted from `base`, a pointer. */
function resolveFragment(root: JsonObject, fragment: string, base: string): Located | undefined {
  return valueAt(root, [...pointerKeys(base), ...pointerKeys(decodeFragment(fragment))]);
}

/** What stands at a JSON pointer (RFC 6901). */
export function at(root: JsonObject, pointer: string): Located | undefined {
  return valueAt(root, pointerKeys(pointer));
}

function valueAt(root: JsonObject, keys: readonly string[]): Located | undefined {
  let value: JsonValue | undefined = root;
  for (const key of keys) {
    if (Array.isArray(value)) value = /^\d+$/.test(key) ? value[Number(key)] : undefined;
    else value = member(value, key);
    if (value === undefined) return undefined;
  }
  return { value, pointer: childPointer("", ...keys) };
}

function resolveIdentifier(root: JsonObject, ref: string, from: string): Located | undefined {
  const identifiers = identifiersOf(root);
  const [uri = "", fragment = ""] = absolute(ref, baseUri(identifiers, from)).split("#");
  const resource = identifiers.pointers.get(uri);
  if (fragment === "" || fragment.startsWith("/"))
    return resource === undefined ? undefined : resolveFragment(root, fragment, resource);
  const anchor = decodeFragment(fragment);
  const pointer =
    identifiers.anchors.get(`${uri}#${anchor}`) ??
    (ref.startsWith("#") ? identifiers.anchors.get(`#${anchor}`) : undefined);
  return pointer === undefined ? undefined : at(root, pointer);
}

function decodeFragment(fragment: string): string {
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
