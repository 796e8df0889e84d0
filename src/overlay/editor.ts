import { childPointer } from "../diagnostics/pointer.js";
import type { Document, Origin } from "../load/document.js";
import { isObject, type JsonObject, replaceChild } from "../load/json-value.js";
import type { JsonValue } from "../runtime/api/types.js";
import { createOrigins } from "./origins.js";
import { createTarget } from "./target.js";

/** Changes a copy of a document, and remembers where each of its parts was written. */
export interface Editor {
  readonly root: JsonObject;
  readonly origin: (pointer: string) => Origin;
  /**
   * Merges a value into the object at a path, or appends it to the list there (Overlay 1.0 §4.4.3); a list is appended item by item.
   * @param written where the value stands
   * @returns why it does not fit what is there; `undefined` when it was done
   */
  update(path: readonly string[], value: JsonValue, written: Origin): string | undefined;
  /** Removes the value at a path. Gives the reason when it stays. */
  remove(path: readonly string[]): string | undefined;
}

export function createEditor(document: Document): Editor {
  const { root, own } = createTarget(document.root);
  const origins = createOrigins(document);

  function append(path: readonly string[], list: JsonValue[], value: JsonValue, written: Origin) {
    const items = Array.isArray(value) ? [...value.entries()] : [[undefined, value] as const];
    for (const [index, item] of items) {
      origins.set(
        [...path, String(list.length)],
        index === undefined ? written : inside(written, index),
      );
      list.push(item);
    }
  }

  function merge(path: readonly string[], object: JsonObject, value: JsonObject, written: Origin) {
    for (const [key, update] of Object.entries(value)) {
      const at = [...path, key];
      const from = inside(written, key);
      const present = Object.hasOwn(object, key) ? own(at) : undefined;
      if (isObject(present) && isObject(update)) merge(at, present, update, from);
      else if (isList(present) && Array.isArray(update)) append(at, present, update, from);
      else {
        replaceChild(object, key, update);
        origins.set(at, from);
      }
    }
  }

  return {
    root,
    origin: origins.origin,
    update(path, value, written) {
      const target = own(path);
      if (isList(target)) append(path, target, value, written);
      else if (isObject(target) && isObject(value)) merge(path, target, value, written);
      else if (isObject(target)) return "an object, and `update` is none";
      else return "a value that is neither an object nor a list";
      return undefined;
    },
    remove(path) {
      const parent = own(path.slice(0, -1));
      const key = path.at(-1);
      if (key === undefined) return "the document itself, which cannot be removed";
      if (isList(parent)) {
        origins.removeItem(path.slice(0, -1), Number(key), parent.length);
        parent.splice(Number(key), 1);
      } else if (isObject(parent)) {
        Reflect.deleteProperty(parent, key);
      }
      return undefined;
    },
  };
}

function inside({ source, pointer }: Origin, key: string | number): Origin {
  return { source, pointer: childPointer(pointer, key) };
}

/** A list of the editor's own. */
function isList(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value);
}
