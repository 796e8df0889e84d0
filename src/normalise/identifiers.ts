import { childPointer } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import { type JsonObject, textAt } from "./json.js";

/** What in a document has a name of its own besides its pointer (JSON Schema 2020-12 Core §8.2). */
export interface Identifiers {
  /** `<URI>#<anchor>`, and `#<anchor>` for the first in the document → pointer. */
  readonly anchors: ReadonlyMap<string, string>;
  /** URI of the document, or of a schema with an `$id` → pointer. */
  readonly pointers: ReadonlyMap<string, string>;
  /** Pointer of the document, or of a schema with an `$id` → URI. */
  readonly uris: ReadonlyMap<string, string>;
}

/** What a document is called that does not say: RFC 3986 needs a base, and nothing else begins so. */
const UNNAMED = "document:/";

const known = new WeakMap<JsonObject, Identifiers>();

/** All identifiers of a document; found once. */
export function identifiersOf(root: JsonObject): Identifiers {
  const found = known.get(root) ?? findIdentifiers(root);
  known.set(root, found);
  return found;
}

/** The URI of the innermost schema with an `$id` that a pointer is in, else the document's. */
export function baseUri({ uris }: Identifiers, pointer: string): string {
  for (let around = pointer; around !== ""; around = around.slice(0, around.lastIndexOf("/"))) {
    const uri = uris.get(around);
    if (uri !== undefined) return uri;
  }
  return uris.get("") ?? UNNAMED;
}

/** A reference resolved against a base URI (RFC 3986 §5); itself where that cannot be. */
export function absolute(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

function findIdentifiers(root: JsonObject): Identifiers {
  const self = withoutFragment(absolute(textAt(root, "$self") ?? "", UNNAMED));
  const anchors = new Map<string, string>();
  const pointers = new Map([[self, ""]]);
  const uris = new Map([["", self]]);
  const waiting: { readonly value: JsonValue; readonly pointer: string; readonly base: string }[] =
    [{ value: root, pointer: "", base: self }];
  // Grows while it is walked: breadth first, so that what stands further out comes first.
  for (const { value, pointer, base: around } of waiting) {
    if (typeof value !== "object" || value === null) continue;
    const id = pointer === "" ? undefined : textAt(value, "$id");
    const base = id === undefined ? around : withoutFragment(absolute(id, around));
    if (id !== undefined) {
      uris.set(pointer, base);
      if (!pointers.has(base)) pointers.set(base, pointer);
    }
    for (const key of ["$anchor", "$dynamicAnchor"]) {
      const anchor = textAt(value, key);
      if (anchor === undefined) continue;
      for (const name of [`${base}#${anchor}`, `#${anchor}`])
        if (!anchors.has(name)) anchors.set(name, pointer);
    }
    for (const [key, child] of Object.entries(value))
      if (typeof child === "object")
        waiting.push({ value: child, pointer: childPointer(pointer, key), base });
  }
  return { anchors, pointers, uris };
}

function withoutFragment(uri: string): string {
  return uri.split("#", 1)[0] ?? uri;
}
