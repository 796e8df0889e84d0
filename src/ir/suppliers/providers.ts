import type { Operation } from "../../runtime/api/api.js";
import { findsByWords } from "../../runtime/search/finders.js";
import { type IdentifierReader, SELF_TELLING } from "./identifier.js";
import { type NeededArgument, withoutEnd } from "./needed-arguments.js";
import { createFieldFinder, type ResultField } from "./result-fields.js";
import type { TypeOf } from "./scalar.js";

/** A field of the result of an operation: where a value could come from. */
export interface Provider {
  readonly operation: Operation;
  /** The operation's, without the slashes at its end. */
  readonly path: string;
  readonly field: ResultField;
  /** Names of the thing that the field identifies, as terms: of its type, of what holds it, of what the operation is about. */
  readonly nouns: readonly (readonly string[])[];
  /** Names of the arguments that a caller of the operation has to look up first. */
  readonly needs: readonly string[];
  /** True when it finds things by words of the caller's: who knows a name and no id starts there. */
  readonly searches: boolean;
  /** How easily a value is got there: few arguments to look up before, a list to choose from, near the root. */
  readonly ease: number;
}

export interface Providers {
  /** By the field's name. */
  named(field: string): readonly Provider[];
  /** By the last term of what the field identifies. */
  of(noun: string): readonly Provider[];
  /** By the path of the operation. */
  at(path: string): readonly Provider[];
}

/** Providers kept of one field name or noun: hundreds of operations give a repository. */
const MOST_OF_A_KIND = 60;

/** All fields of all results that identify something. `needs` are the needed arguments of each operation. */
export function indexProviders(
  operations: readonly Operation[],
  needs: readonly (readonly NeededArgument[])[],
  typeOf: TypeOf,
  reader: IdentifierReader,
): Providers {
  const all = needs.flat();
  const wanted = new Set(all.map(({ ownName }) => ownName));
  const names = new Set([...wanted, ...SELF_TELLING]);
  const wantedNouns = new Set(all.flatMap(({ identifier, told }) => [...identifier.noun, ...told]));
  const collections = new Set(all.map(({ collection }) => collection));
  const byName = new Map<string, Provider[]>();
  const byNoun = new Map<string, Provider[]>();
  const byPath = new Map<string, Provider[]>();
  const fieldsOf = createFieldFinder({ typeOf, reader, wanted });
  const wantedTerms = createWantedTerms(wantedNouns);
  const known = new Map<string, readonly ResultField[]>();
  for (const [at, operation] of operations.entries()) {
    const { type } = operation.result;
    if (type === undefined || operation.effect === "destructive") continue;
    const key = JSON.stringify(type);
    const fields = known.get(key) ?? fieldsOf(type);
    known.set(key, fields);
    const about = reader.pathNoun(operation.path);
    const wantedAbout = about.filter((noun) => wantedNouns.has(noun));
    const own = (needs[at] ?? []).map(({ name }) => name);
    const searches = findsByWords(operation);
    const path = withoutEnd(operation.path);
    for (const field of fields) {
      const terms = wantedTerms(field.holders);
      const isRoot = field.depth === 0;
      const nouns = isRoot ? [...field.holders, about] : field.holders;
      const ease = easeOf(operation, field, own);
      const provider: Provider = { operation, path, field, nouns, needs: own, searches, ease };
      if (names.has(field.name)) addEasiest(byName, field.name, provider);
      for (const noun of isRoot ? new Set([...terms, ...wantedAbout]) : terms) {
        addEasiest(byNoun, noun, provider);
      }
      if (collections.has(path)) add(byPath, path, provider);
    }
  }
  return {
    named: (field) => byName.get(field) ?? [],
    of: (noun) => byNoun.get(noun) ?? [],
    at: (path) => byPath.get(path) ?? [],
  };
}

/** The nouns among the terms of holders that arguments ask for, each once. The fields of one object have the same list of holders. */
function createWantedTerms(
  wanted: ReadonlySet<string>,
): (holders: ResultField["holders"]) => readonly string[] {
  const known = new Map<ResultField["holders"], readonly string[]>();
  return (holders) => {
    const found = known.get(holders) ?? [
      ...new Set(holders.flat().filter((noun) => wanted.has(noun))),
    ];
    known.set(holders, found);
    return found;
  };
}

/** Keeps the easiest of a kind, of equally easy ones the first. */
function addEasiest(map: Map<string, Provider[]>, key: string, provider: Provider): void {
  const list = map.get(key) ?? [];
  map.set(key, list);
  const last = list.at(-1);
  if (list.length === MOST_OF_A_KIND && last !== undefined && last.ease >= provider.ease) return;
  const at = list.findIndex(({ ease }) => ease < provider.ease);
  list.splice(at < 0 ? list.length : at, 0, provider);
  if (list.length > MOST_OF_A_KIND) list.pop();
}

function add(map: Map<string, Provider[]>, key: string, provider: Provider): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [provider]);
  else list.push(provider);
}

/** What a property between the root and a field costs: the reader has to go there. */
export const DEPTH_COST = 0.8;

function easeOf(operation: Operation, field: ResultField, needs: readonly string[]): number {
  const reads = operation.effect === "read" ? 2 : 0;
  const age = operation.deprecated ? 2 : 0;
  return (field.listed ? 1 : 0) + reads - age - needs.length - DEPTH_COST * field.depth;
}
