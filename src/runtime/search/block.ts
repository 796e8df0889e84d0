import type { ObjectType, Property, Type, UnionType } from "../api/types.js";
import { firstSentence } from "./plain-text.js";
import {
  indexSignature,
  isExhausted,
  propertyText,
  shownProperties,
  type TypePrint,
  type TypeView,
  typeText,
} from "./type-text.js";

/** An object type written over several lines. */
export interface Block {
  readonly members: readonly Member[];
  /** What is left out, as a comment; empty when nothing is. */
  readonly rest: string;
}

/** `name?: type`, and what is said about it; an empty note is none. */
export interface Member {
  readonly text: string;
  readonly note: string;
}

const MAX_NOTE = 80;
/** What a note costs at least. */
const NOTE_TOKENS = 3;
/** Columns of a filled line; a single member may be longer. */
const LINE = 100;
/** Words that add nothing to a name. */
const EMPTY_WORDS = "the a an of to for this that is id identifier name";

/** `type Issue = { … };`, on several lines when it is long or has notes. */
export function declarationText(
  name: string,
  type: Type,
  view: TypeView,
  print: TypePrint,
): string {
  const blockOf = (object: ObjectType) =>
    blockText(objectBlock(object, view, print, `type:${name}`));
  if (type.kind === "object") return `type ${name} = ${blockOf(type)};`;
  const nullable = type.kind === "union" ? nullableObject(type) : undefined;
  const text = nullable === undefined ? typeText(type, view, print) : `${blockOf(nullable)} | null`;
  return `type ${name} = ${text};`;
}

/** The object of `{ … } | null`. */
function nullableObject({ members }: UnionType): ObjectType | undefined {
  const [first, second] = members;
  if (members.length !== 2 || first?.kind !== "object" || second?.kind !== "null") return undefined;
  return first;
}

/** The properties, then the index signature; `source` is the query that shows what is left out. */
function objectBlock(type: ObjectType, view: TypeView, print: TypePrint, source: string): Block {
  const inner = { ...view, depth: view.depth - 1 };
  const shown = shownProperties(type, view, print);
  const members = shown.map((property) => memberOf(property, inner, print));
  if (type.additional !== undefined)
    members.push({ text: indexSignature(type.additional, inner, print), note: "" });
  return { members, rest: restText(type, shown, view, source) };
}

/** What is left out: names of some, the number of the others, and the query that shows all. */
function restText(
  type: ObjectType,
  shown: readonly Property[],
  view: TypeView,
  source: string,
): string {
  const hidden = type.properties.length - shown.length;
  if (hidden === 0) return "";
  const known = new Set(shown);
  const named = type.properties
    .filter((property) => !known.has(property) && /^[\w$-]{1,40}$/.test(property.name))
    .slice(0, view.named)
    .map(({ name }) => name);
  if (named.length === 0) return `/* ${hidden} more: ${source} */`;
  const others = hidden > named.length ? `, ${hidden - named.length} more` : "";
  return `/* also ${named.join(", ")}${others}: ${source} */`;
}

/** A property or argument as a member. */
export function memberOf(
  property: Pick<Property, "name" | "type" | "required" | "description">,
  view: TypeView,
  print: TypePrint,
): Member {
  const text = propertyText(property, view, print);
  if (view.notes === "left-out" || isExhausted(print)) return { text, note: "" };
  const note = noteFor(property.name, property.description);
  if (note !== "") print.left -= NOTE_TOKENS;
  return { text, note };
}

/** `{ a: string; b?: number }`: on one line when that is short, else lines filled up; what has a note stands alone. */
export function blockText({ members, rest }: Block): string {
  if (members.length === 0) return rest === "" ? "{}" : `{ ${rest} }`;
  const inline = members.map((member) => member.text).join("; ");
  if (inline.length <= LINE && members.every((member) => member.note === ""))
    return `{ ${inline}${rest === "" ? "" : `; ${rest}`} }`;
  const lines: string[] = [];
  let line = "";
  const endLine = () => {
    if (line !== "") lines.push(`  ${line}`);
    line = "";
  };
  for (const { text, note } of members) {
    if (note !== "" || line.length + text.length > LINE) endLine();
    if (note === "") line += line === "" ? `${text};` : ` ${text};`;
    else lines.push(`  ${text}; // ${note}`);
  }
  endLine();
  if (rest !== "") lines.push(`  ${rest}`);
  return `{\n${lines.join("\n")}\n}`;
}

/** The first sentence of a description, if it says more than the name does. */
function noteFor(name: string, description: string | undefined): string {
  if (description === undefined) return "";
  const sentence = firstSentence(description, MAX_NOTE);
  const known = new Set([...EMPTY_WORDS.split(" "), ...wordsIn(name)]);
  return wordsIn(sentence).every((word) => known.has(word)) ? "" : sentence;
}

function wordsIn(text: string): string[] {
  return text
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
