import type { Operation } from "../../runtime/api/api.js";
import { findsByWords } from "../../runtime/search/finders.js";
import { type IdentifierReader, SELF_TELLING } from "./identifier.js";
import { type NeededArgument, withoutEnd } from "./needed-arguments.js";
import { type ResultField, resultFields } from "./result-fields.js";
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
  const known = new Map<string, readonly ResultField[]>();
  for (const [at, operation] of operations.entries()) {
    const { type } = operation.result;
    if (type === undefined || operation.effect === "destructive") continue;
    const key = JSON.stringify(type);
    const fields = known.get(key) ?? resultFields(type, { typeOf, reader, wanted });
    known.set(key, fields);
    const about = reader.pathNoun(operation.path);
    const own = (needs[at] ?? []).map(({ name }) => name);
    const searches = findsByWords(operation);
    const path = withoutEnd(operation.path);
    for (const field of fields) {
      const nouns = field.depth === 0 ? [...field.holders, about] : field.holders;
      const provider: Provider = { operation, path, field, nouns, needs: own, searches };
      if (names.has(field.name)) add(byName, field.name, provider);
      for (const noun of new Set(nouns.flat())) {
        if (wantedNouns.has(noun)) add(byNoun, noun, provider);
      }
      if (collections.has(path)) add(byPath, path, provider);
    }
  }
  for (const list of [...byName.values(), ...byNoun.values()]) {
    const eased = list.map((provider) => ({ provider, ease: ease(provider) }));
    eased.sort((left, right) => right.ease - left.ease);
    list.splice(0, list.length, ...eased.slice(0, MOST_OF_A_KIND).map(({ provider }) => provider));
  }
  return {
    named: (field) => byName.get(field) ?? [],
    of: (noun) => byNoun.get(noun) ?? [],
    at: (path) => byPath.get(path) ?? [],
  };
}

function add(map: Map<string, Provider[]>, key: string, provider: Provider): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [provider]);
  else list.push(provider);
}

/** What a property between the root and a field costs: the reader has to go there. */
export const DEPTH_COST = 0.8;

/** How easily a value is got there: few arguments to look up before, a list to choose from, near the root. */
function ease({ operation, field, needs }: Provider): number {
  const reads = operation.effect === "read" ? 2 : 0;
  const age = operation.deprecated ? 2 : 0;
  return (field.listed ? 1 : 0) + reads - age - needs.length - DEPTH_COST * field.depth;
}
