import type { Operation } from "../../runtime/api/api.js";
import type { ApiLookup } from "../../runtime/api/lookup.js";
import type { Type } from "../../runtime/api/types.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import { type TermMemory, tokenise } from "../../runtime/search/tokenise.js";

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

/** The terms of each field, with repetitions. */
export type Fields = { readonly [F in FieldName]: readonly string[] };

/** How many levels of properties below a body or result are searched: its own, and those of its members. */
const PROPERTY_LEVELS = 2;
/** Characters of a description's first sentence, where it stands for a summary. */
const MAX_SENTENCE = 200;
/** Characters of a description that are searched. */
const MAX_DESCRIPTION = 1_500;
/** Names of properties and types of one body or result that are searched. */
const MAX_NAMES = 120;

/** Reads the fields of operations; what recurs is split once. */
export function createFieldReader(lookup: ApiLookup): (operation: Operation) => Fields {
  const memory: TermMemory = new Map();
  const known = new Map<string, readonly string[]>();
  const terms = (text: string) => tokenise(text, memory);
  const termsBelow = (types: readonly Type[]) => {
    const key = types.map(referenceKey).join();
    const found = known.get(key) ?? namesBelow(types, lookup).flatMap(terms);
    if (!key.includes(INLINE)) known.set(key, found);
    return found;
  };
  return (operation) => {
    const { path, summary, description = "", body, result } = operation;
    const segments = path.split("/").filter((segment) => segment !== "" && !segment.includes("{"));
    return {
      name: terms(`${operation.name} ${operation.operationId ?? ""}`),
      summary: terms(summary ?? firstSentence(description, MAX_SENTENCE)),
      resource: terms(segments.at(-1) ?? ""),
      path: segments.flatMap(terms),
      group: [operation.namespace, ...(operation.tags ?? [])].flatMap(terms),
      description: terms(description.slice(0, MAX_DESCRIPTION)),
      parameters: visibleParameters(operation).flatMap(terms),
      body: termsBelow(body?.contents.map((content) => content.type) ?? []),
      result: termsBelow(result.type === undefined ? [] : [result.type]),
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
