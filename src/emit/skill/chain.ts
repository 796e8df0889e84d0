import { wordsOf } from "../../ir/words.js";
import type { Operation, Parameter } from "../../runtime/api/api.js";
import { alternativesOf, type TypesByName } from "../../runtime/api/type-place.js";
import type { Type } from "../../runtime/api/types.js";
import { tokenise } from "../../runtime/search/tokenise.js";
import { isSameNoun, nounOf, ownBonus, segmentWords } from "./collection.js";
import type { Ground } from "./ground.js";
import { type Place, placeAt } from "./result-list.js";

/** Two reads of which the first supplies arguments of the second: an edge of the operation graph that a snippet can go along. */
export interface Chain {
  readonly source: Operation;
  /** Where the things are in what the source resolves to. Of a source that gives one thing, the whole. */
  readonly things: Place;
  /** True when the source gives several things. */
  readonly listed: boolean;
  /** The type of one thing. */
  readonly thing: Type;
  readonly target: Operation;
  /** The target's arguments that a thing has, and where. */
  readonly supplied: readonly { readonly argument: string; readonly place: Place }[];
  readonly score: number;
}

/** A supplier's place: `.items[].owner.login` leads through `items` to things whose `owner`, `login` it is. */
interface SupplierPlace {
  readonly things: readonly string[];
  readonly listed: boolean;
  readonly value: readonly string[];
}

const SUPPLIER_PLACE = /^((?:\.[A-Za-z_$][\w$]*)*)(\[\])?((?:\.[A-Za-z_$][\w$]*)*)$/;

/** Several examples of both skills look for one. */
const known = new WeakMap<Ground, readonly Chain[]>();

/** The chains of an API, the best first; of equally good ones in the order of the API. */
export function chainsOf(ground: Ground): readonly Chain[] {
  const chains = known.get(ground) ?? findChains(ground);
  known.set(ground, chains);
  return chains;
}

function findChains(ground: Ground): readonly Chain[] {
  const reads = new Map(ground.reads.map((operation) => [operation.id, operation]));
  return ground.reads
    .flatMap((target) => chainsTo(target, reads, ground))
    .toSorted((left, right) => right.score - left.score);
}

function chainsTo(
  target: Operation,
  reads: ReadonlyMap<string, Operation>,
  ground: Ground,
): readonly Chain[] {
  const { suppliers = {}, result } = target;
  if (result.type === undefined || result.mayBeEmpty || target.body?.required === true) return [];
  const required = target.parameters.filter((one) => one.required && one.preset === undefined);
  const sources = new Set(
    required.flatMap(({ name }) => (suppliers[name] ?? []).map(({ operation }) => operation)),
  );
  return [...sources].flatMap((id) => {
    const source = reads.get(id);
    if (source === undefined) return [];
    return chainOf(source, target, required, ground) ?? [];
  });
}

function chainOf(
  source: Operation,
  target: Operation,
  required: readonly Parameter[],
  ground: Ground,
): Chain | undefined {
  const { types } = ground;
  const given = required.flatMap(({ name, type }) => {
    const suppliers = target.suppliers?.[name] ?? [];
    const rank = suppliers.findIndex(({ operation }) => operation === source.id);
    const at = suppliers[rank]?.at;
    const place = at === undefined ? undefined : supplierPlace(at);
    return place === undefined ? [] : [{ argument: name, type, place, rank }];
  });
  const [first] = given;
  const root = source.result.type;
  if (first === undefined || root === undefined || source.result.mayBeEmpty) return undefined;
  const { listed } = first.place;
  if (!isSound(source, target, first, ground)) return undefined;
  const head = listed ? first.place.things : [];
  const things = placeAt(root, head, types);
  const thing = things === undefined ? undefined : thingOf(things.type, listed, types);
  if (things === undefined || thing === undefined || (!listed && things.absent)) return undefined;
  const supplied = given.flatMap(({ argument, type, place }) => {
    const isSame = place.listed === listed && place.things.join() === first.place.things.join();
    const names = listed ? place.value : [...place.things, ...place.value];
    const found = isSame ? placeAt(thing, names, types) : undefined;
    return found === undefined ||
      !isPassable(found.type, type, types) ||
      !isNamed(argument, place.value, source, thing, target)
      ? []
      : [{ argument, place: found }];
  });
  if (supplied.length === 0 || ground.sampleOf(source) === undefined) return undefined;
  if (ground.sampleOf(target) === undefined) return undefined;
  const names = new Set([
    ...supplied.map(({ argument }) => argument),
    ...source.parameters.flatMap((parameter) => (parameter.required ? [parameter.name] : [])),
  ]);
  const literals = required.filter(({ name }) => !names.has(name));
  const score =
    0.4 * ground.standing(source) +
    ground.standing(target, names) +
    (isSameNoun(source, target) ? -7 : 2) +
    (listed ? 1 : 0) +
    (ground.listOf(target) === undefined ? 0 : 1) +
    ownBonus(source) +
    4 * (supplied.length - 1) -
    1.5 * first.rank -
    3 * literals.length -
    1.5 * Object.keys(ground.sampleOf(source) ?? {}).length -
    supplied.filter(({ place }) => place.absent).length;
  return { source, things, listed, thing, target, supplied, score };
}

/** What is known of where an argument comes from: from which supplier, by how good it is, and where in its result. */
interface Given {
  readonly argument: string;
  readonly place: SupplierPlace;
  readonly rank: number;
}

/** Other suppliers than the best are often of something else; so is what a single thing says of itself, unless it is the caller. */
function isSound(
  source: Operation,
  target: Operation,
  { argument, place, rank }: Given,
  { operations }: Ground,
): boolean {
  const best = operations.get(target.suppliers?.[argument]?.[0]?.operation ?? "");
  const isBest = rank === 0 || (best !== undefined && isSameNoun(source, best));
  const names = [...place.things, ...place.value];
  return isBest && (place.listed || names.length > 1 || ownBonus(source) > 0);
}

function thingOf(type: Type, listed: boolean, types: TypesByName): Type | undefined {
  if (!listed) return type;
  const [list, ...others] = alternativesOf(type, types);
  return list?.kind === "array" && others.length === 0 ? list.items : undefined;
}

function supplierPlace(at: string): SupplierPlace | undefined {
  const match = SUPPLIER_PLACE.exec(at);
  if (match === null) return undefined;
  const [, before = "", items, after = ""] = match;
  const namesOf = (path: string) => path.split(".").slice(1);
  return { things: namesOf(before), listed: items !== undefined, value: namesOf(after) };
}

/** Words of an argument's name that say by what, not of what. */
const KEYS: ReadonlySet<string> = new Set(
  "id ids uuid guid key slug name number identifier code handle".split(" "),
);

/** True when a value is of what the argument, or the collection that it picks from, is called after: by the names on the way to it, by the type that has it, by the path of the source. */
function isNamed(
  argument: string,
  value: readonly string[],
  source: Operation,
  thing: Type,
  target: Operation,
): boolean {
  if (value.at(-1) === argument && !KEYS.has(argument)) return true;
  const said = wordsOf(argument).filter((word) => !KEYS.has(word));
  const before = target.path.slice(0, Math.max(0, target.path.indexOf(`{${argument}}`)));
  const own = said.length === 0 ? nounOf(before) : said;
  const type = thing.kind === "ref" ? thing.name : "";
  const told = new Set(tokenise([...value, type, ...segmentWords(source.path)].join(" ")));
  return tokenise(own.join(" ")).every((term) => told.has(term));
}

/** True when whatever the one type has is certainly a value of the other. */
function isPassable(value: Type, argument: Type, types: TypesByName): boolean {
  const kinds = scalarKinds(value, types);
  const wanted = scalarKinds(argument, types);
  return kinds.length > 0 && kinds.every((kind) => kind !== "other" && wanted.includes(kind));
}

function scalarKinds(type: Type, types: TypesByName): readonly ("string" | "number" | "other")[] {
  return alternativesOf(type, types).map(({ kind }) => {
    if (kind === "string") return "string";
    return kind === "number" || kind === "integer" ? "number" : "other";
  });
}
