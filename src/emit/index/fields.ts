import type { Operation, Parameter } from "../../runtime/api/api.js";
import type { ApiLookup } from "../../runtime/api/lookup.js";
import type { Type } from "../../runtime/api/types.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import { startMemory, tokenise } from "../../runtime/search/tokenise.js";
import { learnCompounds } from "./compounds.js";
import { namesBelow, valuesBelow } from "./names.js";
import { notesBelow } from "./notes.js";
import { phrasesIn } from "./phrases.js";
import { bagOf, EMPTY_BAG, type TermBag } from "./term-bag.js";

/**
 * The parts of an operation that are searched, each with its own weight and length. `resource` is what its path ends in, `notes` what is said
 * of its arguments, `phrases` what names and values of its arguments say in several words together.
 */
export type FieldName =
  | "name"
  | "summary"
  | "resource"
  | "path"
  | "group"
  | "description"
  | "parameters"
  | "body"
  | "notes"
  | "phrases"
  | "result";

/** The terms of each field. */
export type Fields = { readonly [F in FieldName]: TermBag };

/** Characters of a description's first sentence: of an operation without a summary, and of arguments. */
const MAX_SENTENCE = 200;
/** Characters of a description that are searched. */
const MAX_DESCRIPTION = 1_500;
/** Names of properties and types of one body or result that are searched. */
const MAX_NAMES = 120;
/** Names of properties of one body whose words are searched together. */
const MAX_PHRASES = 200;

/** Reads the fields of operations; what recurs, such as the name of a property, is split once. */
export function createFieldReader(lookup: ApiLookup): (operation: Operation) => Fields {
  const memory = startMemory();
  const known = new Map<string, TermBag>();
  const compounds = learnCompounds(lookup.api.operations);
  const terms = remembering((text) =>
    tokenise(text, memory).flatMap((term) => {
      const apart = compounds.get(term);
      return apart === undefined ? [term] : [term, ...tokenise(apart, memory)];
    }),
  );
  const noteTerms = remembering((description) => terms(firstSentence(description, MAX_SENTENCE)));
  const phrases = remembering((text) => phrasesIn(text, memory));
  const bagBelow = (types: readonly Type[]) => {
    if (types.length === 0) return EMPTY_BAG;
    const key = types.map(referenceKey).join();
    const found = known.get(key) ?? bagOf(namesBelow(types, lookup, MAX_NAMES), terms);
    if (!key.includes(INLINE)) known.set(key, found);
    return found;
  };
  return (operation) => {
    const { path, summary, description = "", body, result } = operation;
    const bodies = body?.contents.map((content) => content.type) ?? [];
    const segments = path.split("/").filter((segment) => segment !== "" && !segment.includes("{"));
    return {
      name: bagOf([`${operation.name} ${operation.operationId ?? ""}`], terms),
      summary: bagOf([summary ?? firstSentence(description, MAX_SENTENCE)], terms),
      resource: bagOf(segments.slice(-1), terms),
      path: bagOf(segments, terms),
      group: bagOf([operation.namespace, ...(operation.tags ?? [])], terms),
      description: bagOf([description.slice(0, MAX_DESCRIPTION)], terms),
      parameters: bagOf(
        visibleParameters(operation).map(({ name }) => name),
        terms,
      ),
      body: bagBelow(bodies),
      notes: bagOf([...parameterNotes(operation), ...notesBelow(bodies, lookup)], noteTerms),
      phrases: bagOf(phraseTexts(operation, bodies, lookup), phrases),
      result: bagBelow(result.type === undefined ? [] : [result.type]),
    };
  };
}

/** The same function, which makes what it gives for a text once. */
function remembering(
  make: (text: string) => readonly string[],
): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const found = known.get(text) ?? make(text);
    known.set(text, found);
    return found;
  };
}

const INLINE = "?";

/** A key for types that are known by name. */
function referenceKey(type: Type): string {
  if (type.kind === "array") return referenceKey(type.items);
  return type.kind === "ref" ? type.name : INLINE;
}

function visibleParameters({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter(({ preset }) => preset?.kind !== "locked");
}

function parameterNotes(operation: Operation): string[] {
  return visibleParameters(operation).flatMap(({ description }) => description ?? []);
}

/** Each once: what a phrase counts does not depend on how often it is said. */
function phraseTexts(
  operation: Operation,
  bodies: readonly Type[],
  lookup: ApiLookup,
): ReadonlySet<string> {
  const parameters = visibleParameters(operation);
  return new Set([
    ...parameters.map(({ name }) => name),
    ...namesBelow(bodies, lookup, MAX_PHRASES),
    ...valuesBelow([...parameters.map(({ type }) => type), ...bodies], lookup),
  ]);
}
