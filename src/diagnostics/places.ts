import type { Document } from "../load/document.js";
import { jsonTreeOf } from "../load/json.js";
import { createMemberLookup } from "../load/syntax-tree.js";
import { yamlTreeOf } from "../load/yaml.js";
import type { Diagnostic, Place } from "./diagnostic.js";
import { createLines } from "./lines.js";
import { pointerKeys } from "./pointer.js";

/**
 * Turns JSON pointers into places of the document's text: the key of a member, or the beginning of an item.
 * A pointer that leads nowhere gives the place of its nearest parent. The text is read at the first call, not before.
 */
export function createPlaces(document: Document): (pointer: string) => Place {
  let find: ((pointer: string) => Place) | undefined;
  return (pointer) => {
    find ??= createFind(document);
    return find(pointer);
  };
}

/**
 * The place of any diagnostic: what its parser said, or where its pointer leads in `document`.
 * Without a document, for errors that come before there is one, only the first.
 */
export function createPlaceOf(document?: Document): (found: Diagnostic) => Place | undefined {
  const places = document === undefined ? undefined : createPlaces(document);
  return ({ file, pointer, line, column }) => {
    if (line !== undefined && column !== undefined) return { line, column };
    return file === document?.file ? places?.(pointer) : undefined;
  };
}

function createFind({ text, format }: Document): (pointer: string) => Place {
  const tree = format === "json" ? jsonTreeOf(text) : yamlTreeOf(text);
  const lookup = createMemberLookup(tree);
  const lines = createLines(text);
  return (pointer) => {
    let node = tree.root;
    let offset = 0;
    for (const key of pointerKeys(pointer)) {
      const member = lookup.member(node, key);
      if (member === undefined) break;
      node = member.node;
      offset = member.offset;
    }
    return lines.place(offset);
  };
}
