import type { Operation } from "../../runtime/api/api.js";
import { isIdentifierName } from "../../runtime/api/literal.js";
import { pointerTokens } from "../../runtime/api/pointer.js";
import { alternativesOf, propertiesOf, type TypesByName } from "../../runtime/api/type-place.js";
import type { Property, Type } from "../../runtime/api/types.js";

/** A place in a value, as TypeScript reads it. */
export interface Place {
  /** `.owner?.login`; empty for the value itself. */
  readonly access: string;
  readonly type: Type;
  /** True when there may be nothing, or `null`. */
  readonly absent: boolean;
}

/** A list in the result of an operation. */
export interface ResultList {
  readonly place: Place;
  /** What its items are: objects. */
  readonly item: Type;
}

/** Lists that stand beside what was asked for. */
const ASIDE = /^(errors?|messages|warnings|links|meta)$/i;

/** The list of objects that an operation resolves to, that its pages are of, or that is the only one in what a collection resolves to. */
export function resultListOf(operation: Operation, types: TypesByName): ResultList | undefined {
  const { type, mayBeEmpty } = operation.result;
  if (type === undefined || mayBeEmpty) return undefined;
  if (operation.pagination !== undefined) {
    return listAt(type, pointerTokens(operation.pagination.items), types);
  }
  const whole = listAt(type, [], types);
  if (whole !== undefined || operation.path.endsWith("}")) return whole;
  const [only, ...others] = propertiesOf(type, types).flatMap(({ name }) =>
    ASIDE.test(name) ? [] : (listAt(type, [name], types) ?? []),
  );
  return others.length === 0 ? only : undefined;
}

function listAt(type: Type, names: readonly string[], types: TypesByName): ResultList | undefined {
  const place = placeAt(type, names, types);
  if (place === undefined) return undefined;
  const [list, ...others] = alternativesOf(place.type, types);
  if (list?.kind !== "array" || others.length > 0) return undefined;
  return propertiesOf(list.items, types).length === 0 || admitsNull(list.items, types)
    ? undefined
    : { place, item: list.items };
}

/** The place that properties lead to; `undefined` where the types do not say exactly what stands there. */
export function placeAt(
  type: Type,
  names: readonly string[],
  types: TypesByName,
): Place | undefined {
  let place: Place | undefined = { access: "", type, absent: admitsNull(type, types) };
  for (const name of names) {
    if (place === undefined) return undefined;
    const same = propertiesOf(place.type, types).filter((property) => property.name === name);
    place = placeBelow(place, same, types);
  }
  return place;
}

/** The places right below another, by the names of the properties. */
export function placesBelow(holder: Place, types: TypesByName): ReadonlyMap<string, Place> {
  const same = new Map<string, Property[]>();
  for (const property of propertiesOf(holder.type, types)) {
    const known = same.get(property.name);
    if (known === undefined) same.set(property.name, [property]);
    else known.push(property);
  }
  const places = new Map<string, Place>();
  for (const [name, properties] of same) {
    const place = placeBelow(holder, properties, types);
    if (place !== undefined) places.set(name, place);
  }
  return places;
}

/** The place of a property; where parts of an intersection each have it, they must agree about it. */
function placeBelow(
  holder: Place,
  same: readonly Property[],
  types: TypesByName,
): Place | undefined {
  const [first, ...others] = same;
  if (first === undefined || !isIdentifierName(first.name)) return undefined;
  if (others.some(({ type }) => JSON.stringify(type) !== JSON.stringify(first.type))) {
    return undefined;
  }
  const isRequired = same.some(({ required }) => required);
  return {
    access: `${holder.access}${holder.absent ? "?." : "."}${first.name}`,
    type: first.type,
    absent: holder.absent || !isRequired || admitsNull(first.type, types),
  };
}

/** True when a value of the type may be `null`. */
export function admitsNull(type: Type, types: TypesByName, seen = new Set<string>()): boolean {
  switch (type.kind) {
    case "null":
      return true;
    case "enum":
      return type.values.includes(null);
    case "union":
      return type.members.some((member) => admitsNull(member, types, seen));
    case "ref": {
      const named = seen.has(type.name) ? undefined : types.get(type.name);
      seen.add(type.name);
      return named !== undefined && admitsNull(named.type, types, seen);
    }
    default:
      return false;
  }
}
