import type {
  Constraints,
  Discriminator,
  JsonValue,
  ObjectType,
  Property,
  Type,
} from "../runtime/api/types.js";
import { settleText } from "./settle-text.js";

/**
 * The type as TypeScript can say it, with every record's keys in one order. Unions and intersections are flat and have no member
 * that TypeScript could not tell from another; literals in a row are one `enum`; a literal object or array is an object or a tuple of
 * literals; `additional` is what an index signature beside the properties can be. Never narrower than the type that came in.
 */
export function settleType(type: Type): Type {
  switch (type.kind) {
    case "unknown":
      return { kind: "unknown", why: type.why };
    case "never":
    case "null":
    case "boolean":
    case "binary":
      return { kind: type.kind };
    case "string":
    case "number":
    case "integer":
      return {
        kind: type.kind,
        ...(type.format !== undefined && { format: type.format }),
        ...constrained(type.constraints),
      };
    case "enum":
      return unionOfSettled(type.values.map(valueType), undefined);
    case "array":
      return {
        kind: "array",
        items: settleType(type.items),
        ...constrained(type.constraints),
      };
    case "tuple":
      return {
        kind: "tuple",
        items: type.items.map(settleType),
        ...(type.rest !== undefined && { rest: settleType(type.rest) }),
      };
    case "object":
      return settleObject(type);
    case "union":
      return unionOfSettled(type.members.map(settleType), type.discriminator);
    case "intersection":
      return intersectionOfSettled(type.members.map(settleType));
    case "ref":
      return { kind: "ref", name: type.name };
  }
}

function constrained(constraints: Constraints | undefined) {
  return constraints !== undefined && Object.keys(constraints).length > 0 && { constraints };
}

function settleObject({ properties, additional, constraints }: ObjectType): Type {
  const settled = new Map<string, Property>();
  for (const property of properties) settled.set(property.name, settleProperty(property));
  const rest = additional === undefined ? undefined : settleType(additional);
  const listed = [...settled.values()];
  return {
    kind: "object",
    properties: listed,
    ...(rest !== undefined && rest.kind !== "never" && { additional: indexable(rest, listed) }),
    ...constrained(constraints),
  };
}

/** An index signature takes in the types of all properties (TS2411), so that beside an `unknown` one it is `unknown` too. */
function indexable(additional: Type, properties: readonly Property[]): Type {
  const isOpen = properties.some(({ type }) => type.kind === "unknown");
  return isOpen && additional.kind !== "unknown"
    ? { kind: "unknown", why: "no-schema" }
    : additional;
}

function settleProperty(property: Property): Property {
  const { name, required, deprecated, default: preset } = property;
  const description = settleText(property.description);
  return {
    name,
    type: settleType(property.type),
    required,
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    ...(preset !== undefined && { default: preset }),
  };
}

/** The type of one value and no other. */
export function valueType(value: JsonValue): Type {
  if (value === null) return { kind: "null" };
  if (typeof value !== "object") return { kind: "enum", values: [value] };
  if (isArray(value)) return { kind: "tuple", items: value.map(valueType) };
  return {
    kind: "object",
    properties: Object.entries(value).map(([name, member]) => ({
      name,
      type: valueType(member),
      required: true,
    })),
  };
}

function unionOfSettled(members: readonly Type[], own: Discriminator | undefined): Type {
  const flat = members.flatMap((type) => (type.kind === "union" ? type.members : [type]));
  const unknown = flat.find((type) => type.kind === "unknown");
  if (unknown !== undefined) return unknown;
  const found: Type[] = [];
  const places = new Map<string, number>();
  const literals = new Set<string>();
  const hasSeveral = flat.filter((type) => literalValues(type) === undefined).length > 1;
  let row: JsonValue[] = [];
  const endRow = (): void => {
    const [first] = row;
    if (first !== undefined) {
      found.push(
        row.length === 1 && first === null ? { kind: "null" } : { kind: "enum", values: row },
      );
    }
    row = [];
  };
  for (const type of flat) {
    if (type.kind === "never") continue;
    const values = literalValues(type);
    if (values !== undefined) {
      for (const value of values) {
        const key = JSON.stringify(value);
        if (!literals.has(key)) row.push(value);
        literals.add(key);
      }
      continue;
    }
    const key = hasSeveral ? typeKey(type) : "";
    const place = places.get(key);
    const known = place === undefined ? undefined : found[place];
    if (place === undefined || known === undefined) {
      endRow();
      places.set(key, found.length);
      found.push(type);
    } else found[place] = merged(known, type);
  }
  endRow();
  const [first, second] = found;
  if (first === undefined) return { kind: "never" };
  if (second === undefined) return first;
  const discriminator = own ?? commonDiscriminator(members);
  return { kind: "union", members: found, ...(discriminator !== undefined && { discriminator }) };
}

/** The values of a row of literals: `null` stands among them. */
function literalValues(type: Type): readonly JsonValue[] | undefined {
  if (type.kind === "null") return [null];
  return type.kind === "enum" ? type.values : undefined;
}

/** What tells the members of the inner unions apart, where all of them that say it agree on the property. */
function commonDiscriminator(members: readonly Type[]): Discriminator | undefined {
  const inner = members.flatMap((type) =>
    type.kind === "union" && type.discriminator !== undefined ? [type.discriminator] : [],
  );
  const [first] = inner;
  if (first === undefined || inner.some(({ property }) => property !== first.property)) {
    return undefined;
  }
  const mapping = Object.fromEntries(inner.flatMap((one) => Object.entries(one.mapping)));
  return { property: first.property, mapping };
}

function intersectionOfSettled(members: readonly Type[]): Type {
  const flat = members.flatMap((type) => (type.kind === "intersection" ? type.members : [type]));
  const told = flat.filter((type) => type.kind !== "unknown");
  const found = new Map<string, Type>();
  for (const type of told) {
    const key = typeKey(type);
    const known = found.get(key);
    found.set(key, known === undefined ? type : merged(known, type));
  }
  const [first, second] = [...found.values()];
  if (first === undefined) return flat[0] ?? { kind: "unknown", why: "no-schema" };
  return second === undefined ? first : { kind: "intersection", members: [...found.values()] };
}

/** Equal for settled types that read the same in TypeScript, comments of properties included. */
function typeKey(type: Type): string {
  switch (type.kind) {
    case "integer":
      return "number";
    case "ref":
      return `ref ${type.name}`;
    case "enum":
      return JSON.stringify(type.values);
    case "object": {
      const rest = type.additional === undefined ? "" : `,${typeKey(type.additional)}`;
      return `{${JSON.stringify(type.properties)}${rest}}`;
    }
    case "array":
      return `(${typeKey(type.items)})[]`;
    case "tuple":
      return `[${type.items.map(typeKey).join()}${type.rest === undefined ? "" : `...${typeKey(type.rest)}`}]`;
    case "union":
    case "intersection":
      return `(${type.members.map(typeKey).join(type.kind === "union" ? "|" : "&")})`;
    default:
      return type.kind;
  }
}

/** One type for two with the same key: what they do not agree on is dropped. */
function merged(left: Type, right: Type): Type {
  if (JSON.stringify(left) === JSON.stringify(right)) return left;
  const pairs = (all: readonly Type[], others: readonly Type[]): Type[] =>
    all.map((type, index) => merged(type, others[index] ?? type));
  switch (left.kind) {
    case "string":
    case "number":
    case "integer": {
      if (right.kind !== "string" && right.kind !== "number" && right.kind !== "integer")
        return left;
      return {
        kind: left.kind === right.kind ? left.kind : "number",
        ...(left.format !== undefined && left.format === right.format && { format: left.format }),
        ...agreed(left.constraints, right.constraints),
      };
    }
    case "array":
      if (right.kind !== "array") return left;
      return {
        kind: "array",
        items: merged(left.items, right.items),
        ...agreed(left.constraints, right.constraints),
      };
    case "tuple":
      if (right.kind !== "tuple") return left;
      return {
        kind: "tuple",
        items: pairs(left.items, right.items),
        ...(left.rest !== undefined && { rest: merged(left.rest, right.rest ?? left.rest) }),
      };
    case "object":
      if (right.kind !== "object") return left;
      return {
        kind: "object",
        properties: left.properties,
        ...(left.additional !== undefined && {
          additional: merged(left.additional, right.additional ?? left.additional),
        }),
        ...agreed(left.constraints, right.constraints),
      };
    case "union":
    case "intersection":
      if (right.kind !== left.kind) return left;
      return { kind: left.kind, members: pairs(left.members, right.members) };
    default:
      return left;
  }
}

function agreed(left: Constraints | undefined, right: Constraints | undefined) {
  return JSON.stringify(left) === JSON.stringify(right) && constrained(left);
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
