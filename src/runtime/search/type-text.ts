import { literal, propertyKey } from "../api/literal.js";
import type { JsonValue, ObjectType, Property, Type, UnionType } from "../api/types.js";
import { nothingWanted, type WantedReader } from "./wanted.js";

/** How much of a type is written out. */
export interface TypeView {
  /** Levels of inline objects; below them only the number of properties is told. */
  readonly depth: number;
  /** Properties of one object. */
  readonly properties: number;
  /** Further properties of a declaration of which only the names are told. */
  readonly named: number;
  /** Members of one union, values of one enum. */
  readonly members: number;
  /** Whether properties of a declaration carry the first sentence of their description. */
  readonly notes: "shown" | "left-out";
  /** Whether required properties are written even beyond `properties`: who sends an object has to know them. */
  readonly required: "kept" | "cut";
}

/** Collects what a print meets; made anew for each print. */
export interface TypePrint extends TypeReading {
  /** Names of the types referred to, in order of first appearance. */
  readonly references: Set<string>;
  /** Types that may still be written: the bound on the work of one print. */
  left: number;
}

const MAX_WRITTEN = 1_000;
/** Required properties that are kept whatever the view says. */
const MAX_KEPT = 60;
/** Worths of a property, see `worths`. */
const ASKED = 1.5;
const TOLD = 0.6;
const REQUIRED = 0.4;
/** Names of what identifies a thing or tells its state. */
const TELLING =
  /^(?:id|name|title|number|status|state|phase|type|created(?:_?at)?|email|login|(?:html|web)_?url|permalink)$/i;
/** Alternatives that a reader has to know of whatever else there is. */
const PLAIN = /^(?:string|number|boolean|null)$/;
/** Names of addresses of other resources, which a snippet reaches by calls. */
const LINK = /(?:^|[_-])(?:urls?|uri|href|links?)$|[a-z](?:Url|Uri|Href)$/;
/** Values of an enum that are compared with a request. */
const MAX_VALUES_READ = 40;
const MAX_LITERAL = 60;
/** A property with a longer name is counted as left out. */
const MAX_KEY = 80;

/** For a text of at most `tokens`: a print that uses up its types cannot fit, for each is a token or more. */
export function startPrint(
  tokens = MAX_WRITTEN,
  { isWanted, typeOf }: TypeReading = NO_READING,
): TypePrint {
  const left = Math.min(MAX_WRITTEN, Math.floor(tokens));
  return { references: new Set(), left, isWanted, typeOf };
}

/** What a print knows of the API and of the request. */
export interface TypeReading {
  /** What comes first where not everything has room. */
  readonly isWanted: WantedReader;
  /** Types by name: what a name stands for is written instead when it is as short. */
  readonly typeOf: (name: string) => Type | undefined;
}

const NO_READING: TypeReading = { isWanted: nothingWanted, typeOf: () => undefined };
/** Names that stand for names, one after the other. */
const MAX_ALIASES = 8;

/** What a name stands for, when that is as short as a name. */
function plainOf(name: string, { typeOf }: TypePrint): Type | undefined {
  let type = typeOf(name);
  let before = name;
  for (let steps = 0; type?.kind === "ref" && steps < MAX_ALIASES; steps += 1) {
    before = type.name;
    type = typeOf(before);
  }
  if (type === undefined) return undefined;
  if (isPlain(type)) return type;
  return before === name ? undefined : { kind: "ref", name: before };
}

function isPlain(type: Type): boolean {
  switch (type.kind) {
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "binary":
    case "null":
    case "unknown":
      return true;
    case "enum":
      return type.values.length <= 2;
    case "array":
      return isPlain(type.items);
    case "union":
      return type.members.length <= 3 && type.members.every(isPlain);
    case "object":
      return (
        type.properties.length === 0 && (type.additional === undefined || isPlain(type.additional))
      );
    default:
      return false;
  }
}

/** True when not everything could be written. */
export function isExhausted(print: TypePrint): boolean {
  return print.left < 0;
}

/** A type on one line. What is left out is told in a comment, so that the text stays TypeScript. */
export function typeText(type: Type, view: TypeView, print: TypePrint): string {
  print.left -= 1;
  if (print.left < 0) return "unknown /* cut */";
  switch (type.kind) {
    case "unknown":
    case "never":
    case "null":
    case "boolean":
    case "string":
      return type.kind;
    case "number":
    case "integer":
      return "number";
    case "binary":
      return "Uint8Array";
    case "ref": {
      const plain = plainOf(type.name, print);
      if (plain !== undefined && plain.kind !== "ref") return typeText(plain, view, print);
      const { name } = plain ?? type;
      print.references.add(name);
      return name;
    }
    case "enum":
      return alternatives(type.values.map(valueText), view, print);
    case "array":
      return `${grouped(type.items, view, print)}[]`;
    case "tuple":
      return tupleText(type.items, type.rest, view, print);
    case "union":
      return alternatives(memberTexts(type, view, print), view, print);
    case "intersection":
      return type.members.map((member) => grouped(member, view, print)).join(" & ") || "unknown";
    case "object":
      return objectText(type, view, print);
  }
}

function objectText(type: ObjectType, view: TypeView, print: TypePrint): string {
  const { properties, additional } = type;
  if (properties.length === 0)
    return additional === undefined ? "{}" : `Record<string, ${typeText(additional, view, print)}>`;
  if (view.depth <= 0) return `{ /* ${properties.length} properties */ }`;
  const inner = { ...view, depth: view.depth - 1 };
  const shown = shownProperties(type, view, print);
  const members = shown.map((property) => `${propertyText(property, inner, print)};`);
  if (additional !== undefined) members.push(`${indexSignature(additional, inner, print)};`);
  const hidden = properties.length - shown.length;
  if (hidden > 0) members.push(`/* ${hidden} more */`);
  return `{ ${members.join(" ").replace(/;$/, "")} }`;
}

/** `name?: type`. */
export function propertyText(
  { name, type, required }: Pick<Property, "name" | "type" | "required">,
  view: TypeView,
  print: TypePrint,
): string {
  return `${propertyKey(name)}${required ? "" : "?"}: ${typeText(type, view, print)}`;
}

/** `[key: string]: type`: the properties that are not listed. */
export function indexSignature(type: Type, view: TypeView, print: TypePrint): string {
  return `[key: string]: ${typeText(type, view, print)}`;
}

/** The properties that a view has room for, in their order: those that are wanted before the required ones before the others. */
export function shownProperties(
  type: ObjectType,
  view: TypeView,
  print: TypePrint,
): readonly Property[] {
  const all = type.properties.filter((property) => property.name.length <= MAX_KEY);
  if (all.length <= view.properties) return all;
  const required = all.filter((property) => property.required).length;
  const kept = view.required === "kept" ? Math.min(required, MAX_KEPT) : 0;
  const worth = worths(all, view, print);
  return firstOf(all, Math.max(view.properties, kept), (_, at) => worth[at] ?? 0);
}

/**
 * How much it helps to know each property: what a request asks for (a term that many of them have tells little), then what identifies a
 * thing and tells its state, then what is required; addresses of other resources last. Of what is sent, what is required comes first.
 */
function worths(all: readonly Property[], view: TypeView, print: TypePrint): readonly number[] {
  const wanted = all.map((property) => wantedTerms(property, print));
  const counts = new Map<string, number>();
  for (const terms of wanted)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return all.map(({ name, required }, at) => {
    let asked = 0;
    for (const term of wanted[at] ?? []) asked += ASKED / Math.sqrt(counts.get(term) ?? 1);
    const needed = required ? (view.required === "kept" ? MAX_KEPT : REQUIRED) : 0;
    if (TELLING.test(name)) return asked + needed + TOLD;
    return asked + needed - (LINK.test(name) ? REQUIRED * 2 : 0);
  });
}

/** The terms of a request that a property or argument has in its name or in one of its values. */
export function wantedTerms(
  { name, type }: Pick<Property, "name" | "type">,
  { isWanted }: TypeReading,
): readonly string[] {
  const own = isWanted(name);
  const inside = textsInside(type);
  if (inside.length === 0) return own;
  const found = new Set(own);
  for (const text of inside) for (const term of isWanted(text)) found.add(term);
  return found.size === own.length ? own : [...found];
}

/** What each type that is written out in place says of itself: made once, and gone with the type. */
const textsOfTypes = new WeakMap<Type, readonly string[]>();
const NO_TEXTS: readonly string[] = [];
const WITH_TEXTS: ReadonlySet<Type["kind"]> = new Set(["array", "enum", "object", "union"]);

function textsInside(type: Type): readonly string[] {
  if (!WITH_TEXTS.has(type.kind)) return NO_TEXTS;
  const known = textsOfTypes.get(type);
  if (known !== undefined) return known;
  const texts = [...valuesOf(type).map(valueText), ...namesInside(type)];
  textsOfTypes.set(type, texts);
  return texts;
}

/** The names of the properties of an object, or of those in a list, that is written out in place. */
function namesInside(type: Type): readonly string[] {
  if (type.kind === "array") return namesInside(type.items);
  if (type.kind !== "object") return [];
  return type.properties.slice(0, MAX_VALUES_READ).map(({ name }) => name);
}

function valuesOf(type: Type): readonly JsonValue[] {
  if (type.kind === "enum") return type.values.slice(0, MAX_VALUES_READ);
  if (type.kind !== "union" || type.members.length > 2) return [];
  return type.members.flatMap((member) => (member.kind === "union" ? [] : valuesOf(member)));
}

/** The `most` items of the greatest worth, in their own order. */
function firstOf<T>(
  items: readonly T[],
  most: number,
  worthOf: (item: T, at: number) => number,
): readonly T[] {
  const ranked = items.map((item, at) => ({ at, worth: worthOf(item, at) }));
  ranked.sort((left, right) => right.worth - left.worth || left.at - right.at);
  const kept = new Set(ranked.slice(0, most).map(({ at }) => at));
  return items.filter((_, at) => kept.has(at));
}

function tupleText(
  items: readonly Type[],
  rest: Type | undefined,
  view: TypeView,
  print: TypePrint,
): string {
  const texts = items.slice(0, view.members).map((item) => typeText(item, view, print));
  if (items.length > view.members) texts.push(`/* ${items.length - view.members} more */`);
  if (rest !== undefined) texts.push(`...${grouped(rest, view, print)}[]`);
  return `[${texts.join(", ")}]`;
}

function alternatives(texts: readonly string[], view: TypeView, print: TypePrint): string {
  const most = view.members;
  const distinct = [...new Set(texts)];
  if (distinct.length === 0) return "never";
  if (distinct.length <= most + 1) return distinct.join(" | ");
  const shown = firstOf(distinct, most, (text) =>
    PLAIN.test(text) ? MAX_KEPT : print.isWanted(text).length,
  );
  return `${shown.join(" | ")} /* | ${distinct.length - most} more */`;
}

function valueText(value: JsonValue): string {
  const text = literal(value);
  return text.length <= MAX_LITERAL ? text : `string /* a value of ${text.length} characters */`;
}

/** The alternatives of a union; those of an enum or union in it are its own. */
function memberTexts(type: UnionType, view: TypeView, print: TypePrint): string[] {
  return type.members.flatMap((member) => {
    if (member.kind === "enum") return member.values.map(valueText);
    if (member.kind === "union") return memberTexts(member, view, print);
    return member.kind === "intersection"
      ? grouped(member, view, print)
      : typeText(member, view, print);
  });
}

/** In parentheses where `[]` or `&` would bind wrongly. */
function grouped(type: Type, view: TypeView, print: TypePrint): string {
  const text = typeText(type, view, print);
  const isRef = type.kind === "ref" && text !== type.name;
  const binds =
    isRef || type.kind === "union" || type.kind === "intersection" || type.kind === "enum";
  return binds && /[|&]/.test(text) ? `(${text})` : text;
}
