import { literal, propertyKey } from "../api/literal.js";
import type { JsonValue, ObjectType, Property, Type, UnionType } from "../api/types.js";

/** How much of a type is written out. */
export interface TypeView {
  /** Levels of inline objects; below them only the number of properties is told. */
  readonly depth: number;
  /** Properties of one object. */
  readonly properties: number;
  /** Members of one union, values of one enum. */
  readonly members: number;
  /** Whether properties of a declaration carry the first sentence of their description. */
  readonly notes: "shown" | "left-out";
}

/** Collects what a print meets; made anew for each print. */
export interface TypePrint {
  /** Names of the types referred to, in order of first appearance. */
  readonly references: Set<string>;
  /** Types that may still be written: the bound on the work of one print. */
  left: number;
}

const MAX_WRITTEN = 1_000;
const MAX_LITERAL = 60;
/** A property with a longer name is counted as left out. */
const MAX_KEY = 80;

/** For a text of at most `tokens`: a print that uses up its types cannot fit, for each is a token or more. */
export function startPrint(tokens = MAX_WRITTEN): TypePrint {
  return { references: new Set(), left: Math.min(MAX_WRITTEN, Math.floor(tokens)) };
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
    case "ref":
      print.references.add(type.name);
      return type.name;
    case "enum":
      return alternatives(type.values.map(valueText), view.members);
    case "array":
      return `${grouped(type.items, view, print)}[]`;
    case "tuple":
      return tupleText(type.items, type.rest, view, print);
    case "union":
      return alternatives(memberTexts(type, view, print), view.members);
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
  const shown = shownProperties(type, view);
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

/** The properties that a view has room for. */
export function shownProperties(type: ObjectType, view: TypeView): readonly Property[] {
  return type.properties
    .filter((property) => property.name.length <= MAX_KEY)
    .slice(0, view.properties);
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

function alternatives(texts: readonly string[], most: number): string {
  const distinct = [...new Set(texts)];
  if (distinct.length === 0) return "never";
  if (distinct.length <= most + 1) return distinct.join(" | ");
  return `${distinct.slice(0, most).join(" | ")} /* | ${distinct.length - most} more */`;
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
  const binds = type.kind === "union" || type.kind === "intersection" || type.kind === "enum";
  return binds && /[|&]/.test(text) ? `(${text})` : text;
}
