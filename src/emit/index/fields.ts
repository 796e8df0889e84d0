import type { Operation } from "../../runtime/api/api.js";
import type { ApiLookup } from "../../runtime/api/lookup.js";
import type { Type } from "../../runtime/api/types.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import { startMemory, tokenise } from "../../runtime/search/tokenise.js";
import { learnCompounds } from "./compounds.js";
import { bagOf, EMPTY_BAG, type TermBag } from "./term-bag.js";

/** The parts of an operation that are searched, each with its own weight and length; `resource` is what its path ends in. */
export type FieldName =
  | "name"
  | "summary"
  | "resource"
  | "path"
  | "group"
  | "description"
  | "parameters"
  | "body"
  | "result";

/** The terms of each field. */
export type Fields = { readonly [F in FieldName]: TermBag };

/** How many levels of properties below a body or result are searched: its own, and those of its members. */
const PROPERTY_LEVELS = 2;
/** Characters of a description's first sentence, where it stands for a summary. */
const MAX_SENTENCE = 200;
/** Characters of a description that are searched. */
const MAX_DESCRIPTION = 1_500;
/** Names of properties and types of one body or result that are searched. */
const MAX_NAMES = 120;

/** Reads the fields of operations; what recurs, such as the name of a property, is split once. */
export function createFieldReader(lookup: ApiLookup): (operation: Operation) => Fields {
  const memory = startMemory();
  const split = new Map<string, readonly string[]>();
  const known = new Map<string, TermBag>();
  const compounds = learnCompounds(lookup.api.operations);
  const terms = (text: string) => {
    const found = split.get(text);
    if (found !== undefined) return found;
    const made = tokenise(text, memory).flatMap((term) => {
      const apart = compounds.get(term);
      return apart === undefined ? [term] : [term, ...tokenise(apart, memory)];
    });
    split.set(text, made);
    return made;
  };
  const bagBelow = (types: readonly Type[]) => {
    if (types.length === 0) return EMPTY_BAG;
    const key = types.map(referenceKey).join();
    const found = known.get(key) ?? bagOf(namesBelow(types, lookup), terms);
    if (!key.includes(INLINE)) known.set(key, found);
    return found;
  };
  return (operation) => {
    const { path, summary, description = "", body, result } = operation;
    const segments = path.split("/").filter((segment) => segment !== "" && !segment.includes("{"));
    return {
      name: bagOf([`${operation.name} ${operation.operationId ?? ""}`], terms),
      summary: bagOf([summary ?? firstSentence(description, MAX_SENTENCE)], terms),
      resource: bagOf(segments.slice(-1), terms),
      path: bagOf(segments, terms),
      group: bagOf([operation.namespace, ...(operation.tags ?? [])], terms),
      description: bagOf([description.slice(0, MAX_DESCRIPTION)], terms),
      parameters: bagOf(visibleParameters(operation), terms),
      body: bagBelow(body?.contents.map((content) => content.type) ?? []),
      result: bagBelow(result.type === undefined ? [] : [result.type]),
    };
  };
}

const INLINE = "?";

/** A key for types that are known by name. */
function referenceKey(type: Type): string {
  if (type.kind === "array") return referenceKey(type.items);
  return type.kind === "ref" ? type.name : INLINE;
}

function visibleParameters(operation: Operation): string[] {
  return operation.parameters
    .filter((parameter) => parameter.preset?.kind !== "locked")
    .map((parameter) => parameter.name);
}

/** The names of the types met and of their properties, breadth first, each type once. */
function namesBelow(types: readonly Type[], lookup: ApiLookup): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  let level = types;
  for (let depth = 0; depth <= PROPERTY_LEVELS && level.length > 0; depth++) {
    const next: Type[] = [];
    for (const type of level) collect(type, { names, seen, lookup, next });
    level = next;
  }
  return [...names].slice(0, MAX_NAMES);
}

interface Collection {
  readonly names: Set<string>;
  readonly seen: Set<string>;
  readonly lookup: ApiLookup;
  readonly next: Type[];
}

function collect(type: Type, collection: Collection): void {
  switch (type.kind) {
    case "ref": {
      if (collection.seen.has(type.name)) return;
      collection.seen.add(type.name);
      collection.names.add(type.name);
      const named = collection.lookup.type(type.name);
      if (named !== undefined) collect(named.type, collection);
      return;
    }
    case "array":
      collect(type.items, collection);
      return;
    case "tuple":
      for (const item of type.items) collect(item, collection);
      return;
    case "union":
    case "intersection":
      for (const member of type.members) collect(member, collection);
      return;
    case "object":
      for (const property of type.properties) {
        collection.names.add(property.name);
        collection.next.push(property.type);
      }
      if (type.additional !== undefined) collection.next.push(type.additional);
      return;
    default:
      return;
  }
}
