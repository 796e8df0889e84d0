import type { Constraints, Discriminator, JsonValue, Type } from "../runtime/api/types.js";

/** The type with what a constraint tag says of it, or why the tag cannot be right. */
export type Refined =
  | { readonly kind: "type"; readonly type: Type }
  | { readonly kind: "wrong"; readonly reason: string };

const NUMBER_KEYWORDS = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);

const KEYWORDS = new Set([...NUMBER_KEYWORDS, "pattern", "uniqueItems", "format", "integer"]);
const WAYS = new Set(["items", "values", "item", "rest", "member"]);

/** True for the name of a tag that `constraintTags` writes. */
export function isConstraintTag(name: string): boolean {
  return (
    KEYWORDS.has(name) || WAYS.has(name) || name === "discriminator" || name === "inexpressible"
  );
}

/** The inverse of `constraintTags`, one tag at a time. `text` is the tag's name and value with a space between. */
export function refine(type: Type, text: string): Refined {
  const space = text.indexOf(" ");
  const word = space < 0 ? text : text.slice(0, space);
  const rest = space < 0 ? "" : text.slice(space + 1);
  if (type.kind === "union") return refineUnion(type, text, word, rest);
  switch (word) {
    case "items":
      if (type.kind !== "array") return wrong("the type is no array");
      return changed(refine(type.items, rest), (items) => ({ ...type, items }));
    case "values": {
      if (type.kind !== "object" || type.additional === undefined) {
        return wrong("the type has no index signature");
      }
      return changed(refine(type.additional, rest), (additional) => ({ ...type, additional }));
    }
    case "rest":
      if (type.kind !== "tuple" || type.rest === undefined) {
        return wrong("the type is no tuple with a rest");
      }
      return changed(refine(type.rest, rest), (inner) => ({ ...type, rest: inner }));
    case "item":
      if (type.kind !== "tuple") return wrong("the type is no tuple");
      return refineMember(type.items, rest, (items) => ({ ...type, items }));
    case "member":
      if (type.kind !== "intersection") return wrong("the type has no such members");
      return refineMember(type.members, rest, (members) => ({ ...type, members }));
    case "inexpressible":
      if (type.kind !== "unknown") return wrong("the type is not unknown");
      return right({ kind: "unknown", why: "not-expressible" });
    default:
      return refineKeyword(type, word, rest);
  }
}

/** The only member beside `null` needs no way to it. */
function refineUnion(
  type: Extract<Type, { kind: "union" }>,
  text: string,
  word: string,
  rest: string,
): Refined {
  if (word === "discriminator") {
    const discriminator = discriminatorOf(rest);
    return discriminator === undefined
      ? wrong("it needs a property and an object, both as JSON")
      : right({ ...type, discriminator });
  }
  const substantial = type.members.filter(({ kind }) => kind !== "null");
  const [only] = substantial;
  if (only !== undefined && substantial.length === 1) {
    return changed(refine(only, text), (refined) => ({
      ...type,
      members: type.members.map((member) => (member === only ? refined : member)),
    }));
  }
  if (word !== "member") return wrong("the type is a union: say of which member, `@member 0 …`");
  return refineMember(type.members, rest, (members) => ({ ...type, members }));
}

function refineMember(
  members: readonly Type[],
  text: string,
  rebuild: (members: readonly Type[]) => Type,
): Refined {
  const [, digits = "", rest = ""] = /^(\d+) (.*)$/s.exec(text) ?? [];
  const member = members[Number(digits)];
  if (digits === "" || member === undefined) {
    return wrong(`it needs a number below ${members.length} and a constraint`);
  }
  return changed(refine(member, rest), (refined) =>
    rebuild(members.map((one, index) => (index === Number(digits) ? refined : one))),
  );
}

function refineKeyword(type: Type, keyword: string, text: string): Refined {
  const isText = type.kind === "string" || type.kind === "number" || type.kind === "integer";
  if (keyword === "integer") {
    return type.kind === "number"
      ? right({ ...type, kind: "integer" })
      : wrong("it needs a number");
  }
  if (keyword === "format") {
    const format = plainText(text);
    if (!isText || format === undefined) return wrong("it needs a string or number, and a name");
    const { kind, constraints } = type;
    return right({ kind, format, ...(constraints !== undefined && { constraints }) });
  }
  if (!isText && type.kind !== "array" && type.kind !== "object") {
    return wrong("the type cannot have it");
  }
  const value = constraintValue(keyword, text);
  if (value === undefined) return wrong("its value is not of the right kind");
  const constraints: Constraints = { ...type.constraints, [keyword]: value };
  return right({ ...type, constraints });
}

function constraintValue(keyword: string, text: string): number | string | true | undefined {
  if (NUMBER_KEYWORDS.has(keyword)) {
    const value = Number(text);
    return text === "" || !Number.isFinite(value) ? undefined : value;
  }
  if (keyword === "uniqueItems") return text === "" ? true : undefined;
  return keyword === "pattern" ? plainText(text) : undefined;
}

/** A word as it stands, or as a JSON string. */
export function plainText(text: string): string | undefined {
  if (!text.startsWith('"')) return text === "" ? undefined : text;
  const value = jsonOf(text);
  return typeof value === "string" ? value : undefined;
}

/** The value of a JSON text; `undefined` where it is none. */
export function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `"kind" {"cat":"Cat"}` */
function discriminatorOf(text: string): Discriminator | undefined {
  const [, name = "", mapped = ""] = /^("(?:[^"\\]|\\.)*") (\{.*\})$/s.exec(text) ?? [];
  const property = jsonOf(name);
  const mapping = jsonOf(mapped);
  if (typeof property !== "string" || typeof mapping !== "object" || mapping === null) {
    return undefined;
  }
  const entries = Object.entries(mapping).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { property, mapping: Object.fromEntries(entries) };
}

function changed(refined: Refined, rebuild: (type: Type) => Type): Refined {
  return refined.kind === "wrong" ? refined : right(rebuild(refined.type));
}

function right(type: Type): Refined {
  return { kind: "type", type };
}

function wrong(reason: string): Refined {
  return { kind: "wrong", reason };
}
