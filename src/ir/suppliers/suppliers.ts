import type { Operation, Supplier } from "../../runtime/api/api.js";
import { createIdentifierReader, type IdentifierReader, SELF_TELLING } from "./identifier.js";
import { linkSuppliers } from "./link-suppliers.js";
import { type NeededArgument, neededArguments } from "./needed-arguments.js";
import { DEPTH_COST, indexProviders, type Provider, type Providers } from "./providers.js";
import type { ResultField } from "./result-fields.js";
import type { TypeOf } from "./scalar.js";

/** Argument → the operations that supply its values, best first. */
export type Suppliers = { readonly [argument: string]: readonly Supplier[] };

/** Suppliers told of one argument, and looked at before those of the other arguments are known. */
const MOST = 3;
const MOST_RANKED = 8;

/**
 * The operation graph: for every operation that needs ids, where they come from. By the document's links, by the collection that a path goes on
 * from, by a result's field of the same name, and by the key of a result's object that is called as the argument says (`movie_id` ← `id` of a movie).
 */
export function suppliersOf(
  operations: readonly Operation[],
  typeOf: TypeOf,
): ReadonlyMap<string, Suppliers> {
  const reader = createIdentifierReader();
  const needs = operations.map((operation) => neededArguments(operation, typeOf, reader));
  const providers = indexProviders(operations, needs, typeOf, reader);
  const linked = linkSuppliers(operations);
  const rank = createRanking(providers, reader);
  const found = new Map<string, Suppliers>();
  for (const [at, operation] of operations.entries()) {
    const own = needs[at] ?? [];
    const ranked = rank(operation, own);
    const entries = own.flatMap(({ name }, position): [string, readonly Supplier[]][] => {
      const all = [...linked(operation.id, name), ...(ranked[position] ?? [])];
      const distinct = new Map(
        all.toReversed().map((supplier) => [supplier.operation, supplier] as const),
      );
      distinct.delete(operation.id);
      const best = [...distinct.values()].reverse().slice(0, MOST);
      return best.length === 0 ? [] : [[name, best]];
    });
    if (entries.length > 0) found.set(operation.id, Object.fromEntries(entries));
  }
  return found;
}

type Ranking = (
  operation: Operation,
  needed: readonly NeededArgument[],
) => readonly (readonly Supplier[])[];

/** The suppliers of each argument by how well they fit. Operations of one namespace that need the same are ranked once. */
function createRanking(providers: Providers, reader: IdentifierReader): Ranking {
  const known = new Map<string, readonly (readonly Supplier[])[]>();
  return (operation, needed) => {
    const isAllInPath = needed.every(({ collection }) => collection !== undefined);
    const key = JSON.stringify([operation.namespace, isAllInPath || operation.path, needed]);
    const ranked = known.get(key) ?? ranking(operation, needed, providers, reader);
    known.set(key, ranked);
    return ranked;
  };
}

interface Scored {
  readonly supplier: Supplier;
  readonly score: number;
}

/** What is gained by supplying several arguments of a call at once. */
const TOGETHER = 0.6;

function ranking(
  { namespace, path }: Operation,
  needed: readonly NeededArgument[],
  providers: Providers,
  reader: IdentifierReader,
): readonly (readonly Supplier[])[] {
  const names = new Set(needed.map(({ name }) => name));
  const scored = needed.map((argument) =>
    scoredSuppliers(argument, { namespace, path, names }, providers, reader),
  );
  const times = new Map<string, number>();
  for (const { supplier } of scored.flat()) {
    times.set(supplier.operation, (times.get(supplier.operation) ?? 0) + 1);
  }
  const total = ({ supplier, score }: Scored) =>
    score + ((times.get(supplier.operation) ?? 0) > 1 ? TOGETHER : 0);
  return scored.map((list) =>
    list.toSorted((left, right) => total(right) - total(left)).map(({ supplier }) => supplier),
  );
}

/** The call that needs a value. */
interface Caller {
  readonly namespace: string;
  readonly path: string;
  /** Names of all arguments that it needs: an operation that needs no others is no detour. */
  readonly names: ReadonlySet<string>;
}

function scoredSuppliers(
  argument: NeededArgument,
  caller: Caller,
  providers: Providers,
  reader: IdentifierReader,
): readonly Scored[] {
  const best = new Map<string, Scored>();
  for (const provider of candidates(argument, providers, reader)) {
    const score = scoreOf(provider, argument, caller, reader);
    const { id } = provider.operation;
    if (score > (best.get(id)?.score ?? 0)) {
      best.set(id, { supplier: { operation: id, at: provider.field.at }, score });
    }
  }
  return [...best.values()].sort((left, right) => right.score - left.score).slice(0, MOST_RANKED);
}

function candidates(
  { ownName, identifier, told, collection }: NeededArgument,
  providers: Providers,
  reader: IdentifierReader,
): ReadonlySet<Provider> {
  const { noun, key } = identifier;
  const last = noun.at(-1);
  const isNameless = last === undefined || providers.of(last).length === 0;
  return new Set([
    ...(collection === undefined ? [] : providers.at(collection)),
    ...(last === undefined ? [] : providers.of(last)),
    ...(isNameless ? told.flatMap(providers.of) : []),
    ...(reader.keyRank(ownName) === undefined ? providers.named(ownName) : []),
    ...(key !== undefined && SELF_TELLING.has(key) ? providers.named(key) : []),
  ]);
}

/** The least that counts: a key of the right kind, and one reason to believe that it is of the right thing. */
const LEAST_SCORE = 3;

/** How well a provider fits, at least `LEAST_SCORE`; 0 when it does not. */
function scoreOf(
  provider: Provider,
  argument: NeededArgument,
  caller: Caller,
  reader: IdentifierReader,
): number {
  const { operation, field } = provider;
  const key = keyScore(field, argument, reader);
  if (key === 0) return 0;
  const { noun, key: wantedKey } = argument.identifier;
  const isCollection =
    argument.collection !== undefined &&
    provider.path === argument.collection &&
    operation.effect === "read" &&
    field.depth === 0;
  const isNamesake =
    field.name === argument.ownName && reader.keyRank(argument.ownName) === undefined;
  const isNamed = provider.nouns.some((terms) => names(terms, noun));
  const isSelfTelling = wantedKey !== undefined && SELF_TELLING.has(wantedKey);
  const isTold = provider.nouns.some(
    (terms) => terms.length > 0 && terms.every((term) => argument.told.includes(term)),
  );
  if (!isCollection && !isNamesake && !isNamed && !isSelfTelling && !isTold) return 0;
  // What is added to a collection is not in it yet.
  const isOwnPlace = argument.collection === undefined && operation.path === caller.path;
  const detours = provider.needs.filter((name) => !caller.names.has(name)).length;
  const isCircular = provider.needs.includes(argument.name) && !isCollection;
  const score =
    key +
    (isCollection ? 4 : 0) +
    (isNamesake ? 2 : 0) +
    (isNamed ? 2 : 0) +
    (isSelfTelling ? 1 : 0) +
    (isTold ? 1 : 0) +
    (field.listed ? 1 : 0) +
    (provider.searches ? 1.2 : 0) -
    (field.alternative ? 1 : 0) +
    (operation.namespace === caller.namespace ? 0.5 : 0) -
    (operation.effect === "read" ? 0 : 2) -
    (operation.deprecated ? 2 : 0) -
    (field.required ? 0 : 0.3) -
    detours -
    (isCircular ? 3 : 0) -
    (isOwnPlace ? 2 : 0) -
    DEPTH_COST * field.depth;
  return score >= LEAST_SCORE ? score : 0;
}

/** How well a field can be passed on as the argument, from 0 to 2. */
function keyScore(field: ResultField, argument: NeededArgument, reader: IdentifierReader): number {
  if (argument.scalar === "number" && field.scalar === "string") return 0;
  if (field.name === argument.ownName) return 2;
  const rank = reader.keyRank(field.name);
  const { key } = argument.identifier;
  if (rank === undefined) return 0;
  if (key !== undefined) return reader.identifier(field.name).key === key ? 2 : 0;
  return argument.scalar === "string" && field.scalar === "number" ? 0 : 1.5 - rank / 20;
}

/** True when `terms` name what `noun` names: they have its last term, and where both say more, all of it. */
function names(terms: readonly string[], noun: readonly string[]): boolean {
  const last = noun.at(-1);
  if (last === undefined || !terms.includes(last)) return false;
  return noun.length === 1 || terms.length === 1 || noun.every((term) => terms.includes(term));
}
