import { type Diagnostics, diagnostic } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import type { Crawl, Link } from "./crawl.js";
import { type Embedding, possibleEmbeddings } from "./embedding.js";
import { EXTERNAL_FILES } from "./external-files.js";
import { pointerReference } from "./fragment.js";
import { isObject, type JsonObject, replaceChild } from "./json-value.js";
import { type Member, type Part, partKey } from "./member.js";
import { followingOf, type Position } from "./position.js";
import { createSettle, partAt, type Settled } from "./settle.js";

/** A document of one piece. */
export interface Assembled {
  readonly root: JsonValue;
  /** Pointers of the schemas under `EXTERNAL_FILES` that are referred to. */
  readonly externalSchemas: readonly string[];
  /** The part of a file that a pointer into `root` names. */
  readonly part: (pointer: string) => Part;
}

const SCHEMAS: ReadonlySet<Position> = new Set(["schema", "schemaDefinition", "mapping"]);

/**
 * Makes one root of many files, in which every reference is a local pointer. Nothing is copied. What another file holds lies
 * - where OpenAPI wants no reference, at that place (`paths: { $ref: paths.yml }`, an operation);
 * - where a component is nothing but a reference to it, at that component, which gives it its name;
 * - else under `EXTERNAL_FILES`, by the name of its file.
 */
export function assemble(crawled: Crawl, diagnostics: Diagnostics): Assembled {
  const { entry, links } = crawled;
  const settle = createSettle(crawled);
  const settled = links.filter(isWorthwhile(entry)).flatMap((link) => {
    const end = settle(link.to);
    return end === undefined ? [] : [{ link, end }];
  });
  const embeddings = possibleEmbeddings(
    settled.flatMap(({ link, end }) => embeddingOf(link, end)),
    entry.file,
    ({ link: { from, reference } }) => {
      const parameters = { ref: reference.text };
      diagnostics.add(
        diagnostic("reference-contains-itself", from.file, reference.pointer, parameters),
      );
    },
  );
  const embedded = new Set(embeddings.map(({ link }) => link));
  const externalSchemas = new Set<string>();
  const { place, attached } = createPlaces(embeddings, entry);
  for (const { link, end } of settled) {
    const { from, reference } = link;
    if (embedded.has(link) || (from === entry && link.to.member === entry)) continue;
    const pointer = place(end.part);
    replaceChild(reference.holder, reference.key, pointerReference(pointer));
    if (SCHEMAS.has(reference.position) && pointer.startsWith(`/${EXTERNAL_FILES}/`)) {
      externalSchemas.add(pointer);
    }
  }
  const moved = new Map<string, Part>();
  for (const embedding of embeddings) embed(embedding, moved);
  const files = [...attached].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const member of files) {
    const pointer = childPointer("", EXTERNAL_FILES, member.name);
    moved.set(partKey({ member: entry, pointer }), { member, pointer: "" });
  }
  return {
    root: withFiles(entry.value, files),
    externalSchemas: [...externalSchemas].sort(),
    part: (pointer) => partAt(pointer, entry, moved),
  };
}

/** A reference of the entry to one of its own schemas stays as it is; most references are. */
function isWorthwhile(entry: Member): (link: Link) => boolean {
  return ({ from, to, reference: { position } }) =>
    from !== entry || to.member !== entry || (position !== "schema" && position !== "mapping");
}

function embeddingOf(link: Link, { part, value }: Settled): readonly Embedding[] {
  const { from, reference } = link;
  const { position, holder, slot } = reference;
  if (slot === undefined || position === "mapping") return [];
  const following = followingOf(position);
  // Where a reference may stand, one leads to an object; authors of many files also keep lists and texts in them.
  const wanted =
    following === "embed" ||
    (following === "adopt" && part.member !== from) ||
    typeof value !== "object" ||
    Array.isArray(value);
  const isPure = Object.keys(holder).length === 1;
  const isComponent = position === "definition" || position === "schemaDefinition";
  if (!wanted || (isComponent && !isPure)) return [];
  return [{ link, slot, target: part, value }];
}

/** Puts a value in the place of a reference; what stands beside the reference stays and wins. */
function embed({ link, slot, target, value }: Embedding, moved: Map<string, Part>): void {
  const { from, reference } = link;
  const { $ref: _, ...beside } = reference.holder;
  const own = Object.keys(beside);
  if (own.length === 0 || !isObject(value)) {
    replaceChild(slot.parent, slot.key, value);
    moved.set(partKey({ member: from, pointer: reference.pointer }), target);
    return;
  }
  replaceChild(slot.parent, slot.key, { ...value, ...beside });
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(beside, key)) continue;
    const pointer = childPointer(reference.pointer, key);
    const origin = { member: target.member, pointer: childPointer(target.pointer, key) };
    moved.set(partKey({ member: from, pointer }), origin);
  }
}

/** Finds the pointer of a part in the assembled root, and collects the files that are needed under `EXTERNAL_FILES`. */
function createPlaces(
  embeddings: readonly Embedding[],
  entry: Member,
): { readonly place: (part: Part) => string; readonly attached: ReadonlySet<Member> } {
  const homes = new Map<string, string>();
  const attached = new Set<Member>();

  /** Where a part lies in the entry, because it or something around it was put there. */
  function home({ member, pointer }: Part): string | undefined {
    if (member === entry) return pointer;
    for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
      const around = homes.get(partKey({ member, pointer: pointer.slice(0, end) }));
      if (around !== undefined) return around + pointer.slice(end);
      if (end === 0) return undefined;
    }
    return undefined;
  }

  // The embeddings stand breadth first: what is nearest to the entry gives a part its place.
  for (const { link, target } of embeddings) {
    const { from, reference } = link;
    const isPure = Object.keys(reference.holder).length === 1;
    const key = partKey(target);
    const at =
      isPure && !homes.has(key) ? home({ member: from, pointer: reference.pointer }) : undefined;
    if (at !== undefined) homes.set(key, at);
  }
  return {
    attached,
    place(part) {
      const found = home(part);
      if (found !== undefined) return found;
      attached.add(part.member);
      return childPointer("", EXTERNAL_FILES, part.member.name) + part.pointer;
    },
  };
}

function withFiles(root: JsonValue, files: readonly Member[]): JsonValue {
  if (files.length === 0 || !isObject(root)) return root;
  const byName: JsonObject = Object.fromEntries(files.map(({ name, value }) => [name, value]));
  return { ...root, [EXTERNAL_FILES]: byName };
}
