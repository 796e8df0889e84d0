import { isRaw, list, member, type Raw } from "./sample-document.js";
import { fits } from "./sample-fits.js";
import type { Random } from "./sample-random.js";
import {
  type Choice,
  type FlatSchema,
  isNull,
  merge,
  type Schemas,
  selector,
  typeOf,
} from "./sample-schema.js";
import { type TextKind, type TextPlace, textFor } from "./sample-text.js";

/** What kind of values are made, and where they go. */
export interface Making {
  readonly schemas: Schemas;
  readonly random: Random;
  readonly members: "required" | "all";
  readonly text: TextKind;
  readonly place: TextPlace;
  /** Optional members and items are made above this depth only. */
  readonly depth: number;
  /** Files are bytes here, not text. */
  readonly binary: "bytes" | "text";
  /** How many more values may be made before only what is required is. */
  readonly budget: { left: number };
}

/** Required members are made no deeper than this: a schema may demand itself without end. */
const DEEPEST = 24;

/** A value that the schema allows, as far as these rules can tell; undefined where there is none. */
export function valueFor(schema: unknown, making: Making): unknown {
  return made(making.schemas.flat(schema), making, 0);
}

function made(flat: FlatSchema, making: Making, depth: number): unknown {
  if (depth > DEEPEST) return undefined;
  making.budget.left -= 1;
  const value = anyValue(flat, making, depth);
  const excluded = flat.keywords["not"];
  if (excluded === undefined || making.members === "required") return value;
  const { schemas } = making;
  if (!fits(schemas, schemas.flat(excluded), value)) return value;
  return anyValue(flat, { ...making, members: "required" }, depth);
}

function anyValue(flat: FlatSchema, making: Making, depth: number): unknown {
  const [choice, ...rest] = flat.choices;
  if (choice === undefined) return plainValue(flat, making, depth);
  return chosen({ keywords: flat.keywords, choices: rest }, choice, making, depth);
}

/** The first branch whose value fits the choice: `oneOf` wants it to fit no other branch. */
function chosen(base: FlatSchema, choice: Choice, making: Making, depth: number): unknown {
  const { schemas } = making;
  const branches = choice.branches
    .map((branch) => ({ branch, flat: schemas.flat(branch) }))
    .filter(({ flat }) => !isNull(flat));
  const attempts: readonly Making[] = [
    making,
    // Fewer members, or more, or longer texts tell branches apart that these leave open.
    { ...making, members: making.members === "all" ? "required" : "all", depth: depth + 2 },
    { ...making, text: "large" },
  ];
  let first: unknown;
  for (const attempt of attempts) {
    for (const { branch, flat } of branches) {
      const value = made(merge(base, selecting(choice, branch, flat)), attempt, depth + 1);
      if (value === undefined) continue;
      const fitting = choice.branches.filter((one) => fits(schemas, schemas.flat(one), value));
      if (choice.kind === "oneOf" ? fitting.length === 1 : fitting.length > 0) return value;
      first ??= value;
    }
  }
  return branches.length === 0 ? null : first;
}

/** A branch, with the discriminator's property saying so. */
function selecting({ discriminator }: Choice, branch: unknown, flat: FlatSchema): FlatSchema {
  const property = member(discriminator, "propertyName");
  const value = selector(discriminator, branch);
  if (typeof property !== "string" || value === undefined) return flat;
  const own = member(flat.keywords["properties"], property);
  const said = isRaw(own) && ("enum" in own || "const" in own);
  if (said && member(discriminator, "mapping") === undefined) return flat;
  const properties = { [property]: { enum: [value] } };
  return merge(flat, { keywords: { properties, required: [property] }, choices: [] });
}

function plainValue(flat: FlatSchema, making: Making, depth: number): unknown {
  const { keywords } = flat;
  if ("const" in keywords) return constantOf(keywords);
  const allowed = enumerated(flat, making);
  if (allowed !== undefined) return allowed;
  switch (typeOf(flat)) {
    case "object":
      return objectOf(flat, making, depth);
    case "array":
      return arrayOf(flat, making, depth);
    case "integer":
    case "number":
      return numberOf(flat, making.random);
    case "boolean":
      return making.random.below(2) === 1;
    case "null":
      return null;
    case "file":
      return bytesOrText(flat, making);
    default:
      return isBinary(flat)
        ? bytesOrText(flat, making)
        : textFor(flat, making.text, making.place, making.random);
  }
}

/** The schema's `const`; undefined where its own `enum` has it not. */
function constantOf({ const: value, enum: allowed }: Raw): unknown {
  const text = JSON.stringify(value);
  if (!Array.isArray(allowed)) return value;
  return allowed.some((one) => JSON.stringify(one) === text) ? value : undefined;
}

/** True for bytes in a string (OAS 3.0 §4.7.24 `binary`; OAS 3.1 §4.8.14.2). */
export function isBinary({ keywords }: FlatSchema): boolean {
  return (
    keywords["format"] === "binary" || keywords["contentMediaType"] === "application/octet-stream"
  );
}

function bytesOrText(flat: FlatSchema, making: Making): unknown {
  if (making.binary === "bytes") return bytes(making.random);
  return textFor(
    { ...flat, keywords: { ...flat.keywords, format: "" } },
    making.text,
    making.place,
    making.random,
  );
}

/** All that text would spoil: zero, line ends, bytes that are no UTF-8. */
export function bytes(random: Random): Uint8Array {
  const tail = Array.from({ length: 8 }, () => random.below(256));
  return Uint8Array.from([0x00, 0x0d, 0x0a, 0x2d, 0x2d, 0xff, 0xfe, 0x80, ...tail]);
}

/** One of the schema's `enum`, of its own type where there are such. */
function enumerated(flat: FlatSchema, { random, place }: Making): unknown {
  const said = flat.keywords["enum"];
  if (!Array.isArray(said)) return undefined;
  const usable = said.filter((value) => value !== null && !(place.kind === "path" && value === ""));
  const type = typeOf(flat);
  const typed = usable.filter((value) => type === undefined || hasType(value, type));
  return random.pick(typed.length > 0 ? typed : usable.length > 0 ? usable : said);
}

export function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isRaw(value) && !(value instanceof Uint8Array);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    case "file":
      return value instanceof Uint8Array;
    case "string":
      return typeof value === "string" || value instanceof Uint8Array;
    default:
      return typeof value === type;
  }
}

function objectOf({ keywords }: FlatSchema, making: Making, depth: number): unknown {
  const { schemas } = making;
  const properties = Object.entries(Object(keywords["properties"]));
  const required = new Set(list(keywords["required"]));
  const optional = making.members === "all" && depth < making.depth && making.budget.left > 0;
  const least = Number(keywords["minProperties"] ?? 0);
  const members: [string, unknown][] = [];
  for (const [name, schema] of properties) {
    const flat = schemas.flat(schema);
    if (flat.keywords["readOnly"] === true) continue;
    if (!required.has(name) && !optional) continue;
    const value = made(flat, making, depth + 1);
    if (value !== undefined) members.push([name, value]);
  }
  const has = (name: unknown) => members.some(([own]) => own === name);
  const wantedMembers = Math.max(least, isLostWhenEmpty(making, depth) ? 1 : 0);
  for (const [name, schema] of properties) {
    if (members.length >= wantedMembers) break;
    if (schemas.flat(schema).keywords["readOnly"] === true) continue;
    const value = has(name) ? undefined : made(schemas.flat(schema), making, depth + 1);
    if (value !== undefined) members.push([name, value]);
  }
  const rest = keywords["additionalProperties"];
  const declared = new Set(properties.map(([name]) => name));
  for (const name of required) {
    if (typeof name !== "string" || declared.has(name)) continue;
    members.push([name, made(schemas.flat(rest), making, depth + 1)]);
  }
  const open = rest !== false && (isRaw(rest) || rest === true || properties.length === 0);
  const wanted = optional && open && (isRaw(rest) || properties.length === 0) ? 1 : 0;
  for (let at = 0; at < wanted || (open && members.length < least); at += 1) {
    const value = made(schemas.flat(rest), making, depth + 1);
    if (value === undefined || at > 16) break;
    members.push([`key${at === 0 ? "" : at}`, value]);
  }
  return Object.fromEntries(members);
}

/** Outside JSON an object without members leaves no trace; a form without fields is one all the same. */
function isLostWhenEmpty({ place }: Making, depth: number): boolean {
  return place.kind !== "json" && (depth > 0 || place.kind !== "form");
}

function arrayOf({ keywords }: FlatSchema, making: Making, depth: number): unknown {
  const least = Math.max(Number(keywords["minItems"] ?? 0), making.place.kind === "json" ? 0 : 1);
  const most = Number(keywords["maxItems"] ?? Number.POSITIVE_INFINITY);
  const optional = making.members === "all" && depth < making.depth && making.budget.left > 0;
  const wanted = making.text === "empty" && making.place.kind === "json" ? 0 : optional ? 2 : 0;
  const count = Math.min(Math.max(least, wanted), most, 1_000);
  const prefix = list(keywords["prefixItems"]);
  // Where items are divided by a character, a list of one empty text and an empty list are written alike.
  const textInList = making.text === "empty" && making.place.kind !== "json";
  const itemMaking: Making = textInList ? { ...making, text: "plain" } : making;
  const items: unknown[] = [];
  for (let at = 0; items.length < count && at < count + 20; at += 1) {
    const schema = at < prefix.length ? prefix[at] : keywords["items"];
    const item = made(making.schemas.flat(schema), itemMaking, depth + 1);
    if (item === undefined) return items.length < least ? undefined : items;
    const known = items.some((one) => JSON.stringify(one) === JSON.stringify(item));
    if (keywords["uniqueItems"] !== true || !known) items.push(item);
  }
  return items;
}

function numberOf(flat: FlatSchema, random: Random): number {
  const { keywords } = flat;
  const whole = typeOf(flat) === "integer";
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = keywords;
  const step = typeof multipleOf === "number" && multipleOf > 0 ? multipleOf : 1;
  const above = bound(minimum, exclusiveMinimum, 1);
  const below = bound(maximum, exclusiveMaximum, -1);
  const least = Math.max(above.value ?? Math.min(1, below.value ?? 1), -(2 ** 53));
  const most = Math.min(below.value ?? Math.max(least + 1000 * step, 1000), 2 ** 53);
  const low = Math.ceil(least / step) + (above.open && Number.isInteger(least / step) ? 1 : 0);
  const high = Math.floor(most / step) - (below.open && Number.isInteger(most / step) ? 1 : 0);
  if (low > high) return whole ? Math.round(least) : (least + most) / 2;
  if (multipleOf !== undefined) return multiple(low, Math.min(high, low + 1000), step, random);
  const value = low + random.below(Math.min(high - low + 1, 1000));
  const half = value + 0.5;
  return !whole && half < most ? half : value;
}

/** A multiple of `step` that also floating-point division finds to be one. */
function multiple(low: number, high: number, step: number, random: Random): number {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const value = Number(((low + random.below(high - low + 1)) * step).toPrecision(12));
    if (Number.isInteger(value / step)) return value;
  }
  return low * step;
}

/** A bound and whether it is excluded: a flag in OpenAPI 3.0 and before, a number since. */
function bound(
  included: unknown,
  excluded: unknown,
  sign: 1 | -1,
): { readonly value: number | undefined; readonly open: boolean } {
  const inside = typeof included === "number" ? included : undefined;
  if (typeof excluded !== "number") return { value: inside, open: excluded === true };
  if (inside === undefined || (excluded - inside) * sign >= 0)
    return { value: excluded, open: true };
  return { value: inside, open: false };
}
