import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import { childOf } from "./json-value.js";

/** A URI reference in two: the document that it names, empty for its own, and the fragment in it. */
export function splitReference(text: string): {
  readonly document: string;
  readonly fragment: string;
} {
  const hash = text.indexOf("#");
  if (hash < 0) return { document: text, fragment: "" };
  return { document: text.slice(0, hash), fragment: text.slice(hash + 1) };
}

/**
 * The JSON pointer that a fragment stands for (RFC 6901 §6), or that of the schema with such an anchor
 * (JSON Schema 2020-12 Core §8.2.2). Whether a pointer leads anywhere is not looked at.
 */
export function fragmentPointer(root: JsonValue, fragment: string): string | undefined {
  const decoded = decodeFragment(fragment);
  if (decoded === "") return "";
  if (decoded.startsWith("/")) return childPointer("", ...pointerKeys(decoded));
  return anchorPointer(root, decoded);
}

/** A pointer as the fragment of a reference. */
export function pointerReference(pointer: string): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}

/** The value at a pointer, references not followed. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of pointerKeys(pointer)) {
    value = value === undefined ? undefined : childOf(value, key);
  }
  return value;
}

/** The pointers of each first-come anchor of a document; looked for once. */
const known = new WeakMap<object, ReadonlyMap<string, string>>();

function anchorPointer(root: JsonValue, anchor: string): string | undefined {
  if (typeof root !== "object" || root === null) return undefined;
  const anchors = known.get(root) ?? findAnchors(root);
  known.set(root, anchors);
  return anchors.get(anchor);
}

function findAnchors(root: JsonValue): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const seen = new Set<JsonValue>();
  const waiting: { readonly value: JsonValue; readonly pointer: string }[] = [
    { value: root, pointer: "" },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, pointer } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const keyword of ["$dynamicAnchor", "$anchor"]) {
      const anchor = childOf(value, keyword);
      if (typeof anchor === "string") anchors.set(anchor, pointer);
    }
    for (const [key, child] of Object.entries(value)) {
      waiting.push({ value: child, pointer: childPointer(pointer, key) });
    }
  }
  return anchors;
}

function decodeFragment(fragment: string): string {
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
