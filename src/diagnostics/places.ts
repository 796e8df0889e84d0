import type { Document, Source } from "../load/document.js";
import { jsonTreeOf } from "../load/json.js";
import { createMemberLookup } from "../load/syntax-tree.js";
import { yamlTreeOf } from "../load/yaml.js";
import type { Diagnostic, Place } from "./diagnostic.js";
import { createLines } from "./lines.js";
import { pointerKeys } from "./pointer.js";

/** A place in a file: what a reader is to open. The pointer leads into that file's own text. */
export interface FilePlace extends Place {
  readonly file: string;
  readonly pointer: string;
}

/**
 * Turns JSON pointers into places of a text: the key of a member, or the beginning of an item.
 * A pointer that leads nowhere gives the place of its nearest parent. The text is read at the first call, not before.
 */
export function createPlaces(source: Source): (pointer: string) => Place {
  let find: ((pointer: string) => Place) | undefined;
  return (pointer) => {
    find ??= createFind(source);
    return find(pointer);
  };
}

/**
 * The place of any diagnostic: what its parser said, or where its pointer leads in `document`, which may be made of many files.
 * Without a document, for errors that come before there is one, only the first.
 */
export function createPlaceOf(document?: Document): (found: Diagnostic) => FilePlace | undefined {
  const places = new Map<Source, (pointer: string) => Place>();
  const placeIn = (source: Source, pointer: string): FilePlace => {
    const find = places.get(source) ?? createPlaces(source);
    places.set(source, find);
    return { file: source.file, pointer, ...find(pointer) };
  };
  return ({ file, pointer, line, column }) => {
    if (line !== undefined && column !== undefined) return { file, pointer, line, column };
    if (document === undefined) return undefined;
    if (file === document.file) {
      const origin = document.origin(pointer);
      return placeIn(origin.source, origin.pointer);
    }
    const source = document.sources.find((each) => each.file === file);
    return source && placeIn(source, pointer);
  };
}

function createFind({ text, format }: Source): (pointer: string) => Place {
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
