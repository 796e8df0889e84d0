import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { Document, Origin } from "../load/document.js";

/** Where the parts of a document were written, kept while the document changes: pointers move when items go. */
export interface Origins {
  /** The value at a path, and all below it, comes from elsewhere now. */
  set(path: readonly string[], origin: Origin): void;
  /** An item of a list goes; those behind it move up. `length` is the list's, before. */
  removeItem(path: readonly string[], index: number, length: number): void;
  origin(pointer: string): Origin;
}

/** Where a value comes from: a place of the document as it was loaded, or of another text. */
type Provenance =
  | { readonly kind: "loaded"; readonly pointer: string }
  | { readonly kind: "written"; readonly origin: Origin };

/** What is known of one place: its own provenance where that does not follow from its parent's, and places below. */
interface Node {
  provenance?: Provenance;
  readonly children: Map<string, Node>;
}

export function createOrigins(document: Document): Origins {
  const root: Node = { children: new Map() };

  function nodeAt(path: readonly string[]): Node {
    let node = root;
    for (const key of path) {
      const child = node.children.get(key) ?? { children: new Map() };
      node.children.set(key, child);
      node = child;
    }
    return node;
  }

  function provenanceAt(path: readonly string[]): Provenance {
    let node: Node | undefined = root;
    let provenance: Provenance = { kind: "loaded", pointer: "" };
    for (const key of path) {
      node = node?.children.get(key);
      provenance = node?.provenance ?? below(provenance, key);
    }
    return provenance;
  }

  return {
    set(path, origin) {
      const node = nodeAt(path);
      node.children.clear();
      node.provenance = { kind: "written", origin };
    },
    removeItem(path, index, length) {
      const list = nodeAt(path);
      const behind = Array.from({ length: length - index - 1 }, (_, at) => String(index + 1 + at));
      const moved = behind.map(
        (key): Node => ({
          provenance: provenanceAt([...path, key]),
          children: list.children.get(key)?.children ?? new Map(),
        }),
      );
      list.children.delete(String(length - 1));
      for (const [at, node] of moved.entries()) list.children.set(String(index + at), node);
    },
    origin(pointer) {
      const provenance = provenanceAt(pointerKeys(pointer));
      return provenance.kind === "written"
        ? provenance.origin
        : document.origin(provenance.pointer);
    },
  };
}

function below(parent: Provenance, key: string): Provenance {
  if (parent.kind === "loaded") return { ...parent, pointer: childPointer(parent.pointer, key) };
  const { source, pointer } = parent.origin;
  return { kind: "written", origin: { source, pointer: childPointer(pointer, key) } };
}
