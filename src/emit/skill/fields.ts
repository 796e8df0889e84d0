import { wordsOf } from "../../ir/words.js";
import { propertyKey } from "../../runtime/api/literal.js";
import { alternativesOf, propertiesOf, type TypesByName } from "../../runtime/api/type-place.js";
import type { Type } from "../../runtime/api/types.js";
import { admitsNull, type Place, placesBelow } from "./result-list.js";

/** A scalar of a thing that is worth telling. */
export interface Field {
  readonly name: string;
  readonly place: Place;
  /** What it tells of the thing. */
  readonly kind: FieldKind;
}

type FieldKind = "key" | "name" | "state" | "time" | "text";

type Scalar = Pick<Field, "name" | "place">;

/** What tells a thing from others, what it is called, how it stands: words that end a property's name, the more telling first. */
const KINDS: readonly (readonly [FieldKind, readonly string[]])[] = [
  ["key", "id number uuid guid uid key slug sha code arn".split(" ")],
  ["name", "title name login username subject label email summary".split(" ")],
  [
    "state",
    "status state phase type kind priority amount total price currency active enabled".split(" "),
  ],
  ["time", "at date created time private public count size".split(" ")],
  ["text", "description text content url".split(" ")],
];
/** The kinds without which a thing has no face. */
const TELLING_KINDS = 2;
const MAX_FIELDS = 3;
const MAX_HOLDERS = 30;
const MAX_PROPERTIES = 200;
/** Words of a name; one of more is of something special. */
const MAX_WORDS = 2;

/**
 * Up to three fields of an object, one of each kind where it has them, the first a key or a name; where the object itself has neither, those of
 * an object right below. None where nothing tells what the object is.
 */
export function fieldsOf(type: Type, types: TypesByName): readonly Field[] {
  const root: Place = { access: "", type, absent: admitsNull(type, types) };
  const own = placesBelow(root, types);
  const picked = pick(scalarsAmong(own, types));
  if (picked.length > 0) return picked;
  const holders = [...own.values()].slice(0, MAX_HOLDERS);
  let best: readonly Field[] = [];
  for (const holder of holders) {
    if (propertiesOf(holder.type, types).length === 0) continue;
    const below = pick(scalarsAmong(placesBelow(holder, types), types));
    if (below.length >= 2 && telling(below) > telling(best)) best = below;
  }
  return best;
}

/** The members of an object literal with the fields of `variable`: `id: book.id`, `title: book.title`. */
export function pickedText(variable: string, fields: readonly Field[]): readonly string[] {
  return fields.map(({ name, place }) => `${propertyKey(name)}: ${variable}${place.access}`);
}

/** How many fields tell what a thing is. */
function telling(fields: readonly Field[]): number {
  return fields.filter(({ kind }) => kind === "key" || kind === "name").length;
}

function pick(fields: readonly Scalar[]): readonly Field[] {
  const picked: Field[] = [];
  for (const [at, [kind, words]] of KINDS.entries()) {
    if (at >= TELLING_KINDS && picked.length === 0) return [];
    const ranked = fields
      .filter(({ name }) => !picked.some((other) => other.name === name))
      .flatMap((field) => {
        const rank = rankOf(field, words);
        return rank === undefined ? [] : [{ field: { ...field, kind }, rank }];
      })
      .toSorted((left, right) => left.rank - right.rank);
    const [best] = ranked;
    if (best !== undefined) picked.push(best.field);
  }
  return picked.slice(0, MAX_FIELDS);
}

/** The smaller the better: a name that is the word itself, one that ends with it, an earlier word. */
function rankOf({ name, place }: Scalar, words: readonly string[]): number | undefined {
  const own = wordsOf(name);
  const at = words.indexOf(own.at(-1) ?? "");
  if (at < 0 || own.length > MAX_WORDS) return undefined;
  return at + 4 * (own.length - 1) + (place.absent ? 1 : 0);
}

function scalarsAmong(places: ReadonlyMap<string, Place>, types: TypesByName): readonly Scalar[] {
  return [...places]
    .slice(0, MAX_PROPERTIES)
    .flatMap(([name, place]) => (isScalar(place.type, types) ? [{ name, place }] : []));
}

/** True for texts, numbers and truth values, and for one of several of these. */
export function isScalar(type: Type, types: TypesByName): boolean {
  const alternatives = alternativesOf(type, types);
  return (
    alternatives.length > 0 &&
    alternatives.every(({ kind }) =>
      ["string", "number", "integer", "boolean", "enum"].includes(kind),
    )
  );
}
