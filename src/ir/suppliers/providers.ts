import type { Operation } from "../../runtime/api/api.js";
import type { IdentifierReader } from "./identifier.js";
import { type NeededArgument, withoutEnd } from "./needed-arguments.js";
import { type ResultField, resultFields } from "./result-fields.js";
import type { TypeOf } from "./scalar.js";

/** A field of the result of an operation: where a value could come from. */
export interface Provider {
  readonly operation: Operation;
  readonly field: ResultField;
  /** Names of the thing that the field identifies, as terms: of its type, of what holds it, of what the operation is about. */
  readonly nouns: readonly (readonly string[])[];
  /** Names of the arguments that a caller of the operation has to look up first. */
  readonly needs: readonly string[];
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
  const wanted = new Set(needs.flatMap((all) => all.map(({ ownName }) => ownName)));
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
    for (const field of fields) {
      const nouns = field.depth === 0 ? [...field.holders, about] : field.holders;
      const provider: Provider = { operation, field, nouns, needs: own };
      add(byName, field.name, provider);
      for (const noun of new Set(nouns.flat())) add(byNoun, noun, provider);
      add(byPath, withoutEnd(operation.path), provider);
    }
  }
  for (const list of [...byName.values(), ...byNoun.values()]) {
    list.sort((left, right) => ease(right) - ease(left));
    list.length = Math.min(list.length, MOST_OF_A_KIND);
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
