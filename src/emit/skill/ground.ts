import type { Api, Operation } from "../../runtime/api/api.js";
import type { JsonValue, NamedType, Type } from "../../runtime/api/types.js";
import { variableChoices } from "../../runtime/broker/variables.js";
import { argumentsOf } from "../../runtime/search/signature.js";
import { firstVariables } from "../package/connect.js";
import { collectionOf } from "./collection.js";
import { type Field, fieldsOf } from "./fields.js";
import { type ResultList, resultListOf } from "./result-list.js";
import { sampleArguments } from "./sample.js";

/** What the examples of an API are chosen from, and by. */
export interface Ground {
  readonly api: Api;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Reads that nobody is told to leave, those that stand best for the API, in its order. */
  readonly reads: readonly Operation[];
  /** Values of the required arguments; `undefined` for an operation that cannot be called so. */
  sampleOf(operation: Operation): Sample | undefined;
  /** The list that an operation resolves to, or that stands in what it resolves to. */
  listOf(operation: Operation): ResultList | undefined;
  /** `fieldsOf` a type of the API. */
  fieldsOf(type: Type): readonly Field[];
  /**
   * How well an operation stands for the API: others need what it gives, its path is short, its name plain, its arguments few. `supplied` are
   * arguments that cost nothing, since another call gives them.
   */
  standing(operation: Operation, supplied?: ReadonlySet<string>): number;
}

/** Argument → value. */
export type Sample = { readonly [argument: string]: JsonValue };

/** Taken from an operation that the credentials of a first connection are not enough for: more than anything speaks for one. */
const UNSERVED = 20;

/** Reads that examples are chosen from. */
const MOST_READS = 300;

/** What the first, second and third supplier of an argument are credited with. */
const CREDIT: readonly number[] = [1, 0.5, 0.25];
const PLAIN_NAME = /^(list|get|search|find|retrieve|create|all|query|add)$/i;

/** Both skills of a package stand on one. */
const grounds = new WeakMap<Api, Ground>();

export function groundOf(api: Api): Ground {
  const known = grounds.get(api) ?? createGround(api);
  grounds.set(api, known);
  return known;
}

function createGround(api: Api): Ground {
  const types = new Map(api.types.map((type) => [type.name, type]));
  const operations = new Map(api.operations.map((operation) => [operation.id, operation]));
  const demand = demandOf(api, operations);
  const passing = passingThrough(api);
  const isServed = servedBy(api, new Set(firstVariables(api).map(({ name }) => name)));
  const sizes = new Map<string, number>();
  for (const { namespace } of api.operations) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1);
  const standing: Ground["standing"] = (operation, supplied) => {
    const needed = argumentsOf(operation).filter(
      ({ name, required }) => required && !supplied?.has(name),
    );
    const unknown = needed.filter(({ name }) => operation.suppliers?.[name] === undefined);
    return (
      1.5 * Math.log2(1 + (demand.get(collectionOf(operation.path)) ?? 0)) +
      0.6 * Math.log2(1 + (passing.get(collectionOf(operation.path)) ?? 0)) +
      0.3 * Math.log2(sizes.get(operation.namespace) ?? 1) +
      (/search/i.test(operation.id) ? -1.5 : 0) +
      (PLAIN_NAME.test(operation.name) ? 1 : 0) -
      0.15 * operation.name.length ** 0.5 -
      0.7 * needed.length -
      1.5 * unknown.length -
      0.25 * operation.path.split("/").length -
      (isServed(operation) ? 0 : UNSERVED)
    );
  };
  const reads = api.operations.filter(
    ({ effect, deprecated, httpMethod }) =>
      effect === "read" && deprecated !== true && httpMethod !== "HEAD",
  );
  return {
    api,
    types,
    operations,
    reads: foremost(reads, (operation) => standing(operation, requiredOf(operation))),
    listOf: remembering((operation: Operation) => resultListOf(operation, types)),
    fieldsOf: remembering((type: Type) => fieldsOf(type, types)),
    sampleOf: remembering((operation: Operation) => sampleArguments(operation, types)),
    standing,
  };
}

/** Those of the highest scores, in the order in which they came: no example is worth looking at every operation of a large API. */
function foremost(
  operations: readonly Operation[],
  scoreOf: (operation: Operation) => number,
): readonly Operation[] {
  if (operations.length <= MOST_READS) return operations;
  const scores = new Map(operations.map((operation) => [operation, scoreOf(operation)]));
  const score = (operation: Operation) => scores.get(operation) ?? 0;
  const best = new Set(operations.toSorted((a, b) => score(b) - score(a)).slice(0, MOST_READS));
  return operations.filter((operation) => best.has(operation));
}

/** Whether an operation can be called with no more than these variables set. */
function servedBy(api: Api, given: ReadonlySet<string>): (operation: Operation) => boolean {
  const known = new Map<string, boolean>();
  return ({ security = [] }) => {
    if (security.length === 0) return true;
    const key = JSON.stringify(security);
    const served =
      known.get(key) ??
      variableChoices(api, security).some((choice) => choice.every((name) => given.has(name)));
    known.set(key, served);
    return served;
  };
}

function requiredOf(operation: Operation): ReadonlySet<string> {
  return new Set(argumentsOf(operation).flatMap(({ name, required }) => (required ? [name] : [])));
}

function remembering<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

/** For each collection how many arguments of operations its reads supply. */
function demandOf(
  api: Api,
  operations: ReadonlyMap<string, Operation>,
): ReadonlyMap<string, number> {
  const demand = new Map<string, number>();
  for (const { suppliers = {} } of api.operations) {
    for (const list of Object.values(suppliers)) {
      for (const [at, { operation }] of list.entries()) {
        const path = operations.get(operation)?.path;
        if (path === undefined) continue;
        const collection = collectionOf(path);
        demand.set(collection, (demand.get(collection) ?? 0) + (CREDIT[at] ?? 0));
      }
    }
  }
  return demand;
}

/** For each collection how many operations are about one of its things, or about something that belongs to one. */
function passingThrough({ operations }: Api): ReadonlyMap<string, number> {
  const passing = new Map<string, number>();
  for (const { path } of operations) {
    for (let at = path.indexOf("/{"); at >= 0; at = path.indexOf("/{", at + 1)) {
      const collection = path.slice(0, at);
      passing.set(collection, (passing.get(collection) ?? 0) + 1);
    }
  }
  return passing;
}
