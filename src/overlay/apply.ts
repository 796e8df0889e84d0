import { createHash } from "node:crypto";
import type { JSONPathQuery, JSONValue } from "json-p3";
import { type Diagnostics, diagnostic } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import type { Document } from "../load/document.js";
import type { JsonValue } from "../runtime/api/types.js";
import { createEditor, type Editor } from "./editor.js";
import type { Action, Overlay } from "./overlay.js";

/**
 * Applies overlays to a document, one after the other, each action to what the actions before it have left (Overlay 1.0 §4.4.2).
 * A part that an overlay has written has its place in the overlay.
 */
export function applyOverlays(
  document: Document,
  overlays: readonly Overlay[],
  diagnostics: Diagnostics,
): Document {
  if (overlays.length === 0) return document;
  const editor = createEditor(document);
  for (const overlay of overlays) {
    for (const action of overlay.actions) applyAction(action, overlay, editor, diagnostics);
  }
  const hash = createHash("sha256").update(document.sha256);
  for (const { sha256 } of overlays) hash.update(`\n${sha256}`);
  return {
    ...document,
    root: editor.root,
    sha256: hash.digest("hex"),
    sources: [...document.sources, ...overlays.map(({ source }) => source)],
    origin: editor.origin,
  };
}

function applyAction(
  { query, change, pointer, target }: Action,
  { source }: Overlay,
  editor: Editor,
  diagnostics: Diagnostics,
): void {
  const paths = selected(query, editor.root);
  if (paths.length === 0) {
    const at = childPointer(pointer, "target");
    diagnostics.add(diagnostic("overlay-target-unmatched", source.file, at, { target }));
  }
  const written = { source, pointer: childPointer(pointer, "update") };
  for (const path of paths) {
    const unfit =
      change.kind === "remove" ? editor.remove(path) : editor.update(path, change.value, written);
    if (unfit === undefined) continue;
    const at = childPointer(pointer, "target");
    diagnostics.add(diagnostic("overlay-target-unfit", source.file, at, { target, reason: unfit }));
  }
}

/** The paths that a query selects, each once; of one list the last item first, so that the others keep their index when it goes. */
function selected(query: JSONPathQuery, root: JsonValue): readonly (readonly string[])[] {
  if (!isQueryable(root)) return [];
  const found = new Map(
    query.query(root).nodes.map(({ location }) => [childPointer("", ...location), location]),
  );
  return [...found.values()].sort(lastFirst).map((location) => location.map(String));
}

/** JSONPath reads what it is given; that it could change it is in its type alone. */
function isQueryable(value: unknown): value is JSONValue {
  return value !== undefined;
}

type Location = readonly (string | number)[];

function lastFirst(left: Location, right: Location): number {
  for (const [at, key] of left.entries()) {
    const other = right[at];
    if (other === undefined) return -1;
    if (key !== other) return key < other ? 1 : -1;
  }
  return right.length > left.length ? 1 : 0;
}
