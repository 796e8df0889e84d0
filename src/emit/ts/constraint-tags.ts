import type { Constraints, JsonValue, Type } from "../../runtime/api/types.js";
import type { DocTag } from "./doc-block.js";

/** What a property and an argument have in common. */
interface Described {
  readonly deprecated?: true;
  readonly default?: JsonValue;
}

/** `@deprecated`, and `@default` with the value as JSON. */
export function typeTags({ deprecated, default: value }: Described): readonly DocTag[] {
  return [
    ...(deprecated ? [{ name: "deprecated" }] : []),
    ...(value !== undefined ? [{ name: "default", value: JSON.stringify(value) }] : []),
  ];
}

/**
 * What TypeScript cannot say of a type, as JSDoc tags that can be read back: `@format uuid`, `@integer`, `@minimum 1`.
 * Before the keyword of an inner type stands the way to it: `@items maxLength 10` for the elements of an array, `@values`
 * for additional properties, `@item 0` for a place of a tuple, `@rest` for what follows the places, `@member 1` for a
 * member of a union or intersection as the schema lists them. The only member of a union beside `null` needs no way.
 * A named type and a property of an inline object carry their own.
 * @param way where the comment stands if not at the type itself: `["result"]` in the comment of a method.
 */
export function constraintTags(type: Type, way: readonly string[] = []): readonly DocTag[] {
  const found: DocTag[] = [];
  collect(type, way, found);
  return found;
}

function collect(type: Type, way: readonly string[], found: DocTag[]): void {
  const say = (keyword: string, value?: string): void => {
    const words = [...way, keyword, ...(value === undefined ? [] : [value])];
    const [name = keyword, ...rest] = words;
    found.push(rest.length === 0 ? { name } : { name, value: rest.join(" ") });
  };
  switch (type.kind) {
    case "unknown":
      if (type.why === "not-expressible") say("inexpressible");
      break;
    case "string":
    case "number":
    case "integer":
      if (type.kind === "integer") say("integer");
      if (type.format !== undefined) say("format", plain(type.format));
      sayConstraints(type.constraints, say);
      break;
    case "array":
      sayConstraints(type.constraints, say);
      collect(type.items, [...way, "items"], found);
      break;
    case "tuple":
      for (const [index, item] of type.items.entries()) {
        collect(item, [...way, "item", String(index)], found);
      }
      if (type.rest !== undefined) collect(type.rest, [...way, "rest"], found);
      break;
    case "object":
      sayConstraints(type.constraints, say);
      if (type.additional !== undefined) collect(type.additional, [...way, "values"], found);
      break;
    case "union": {
      if (type.discriminator !== undefined) {
        const { property, mapping } = type.discriminator;
        say("discriminator", `${JSON.stringify(property)} ${JSON.stringify(mapping)}`);
      }
      const substantial = type.members.filter((member) => member.kind !== "null");
      const [only] = substantial;
      if (only !== undefined && substantial.length === 1) collect(only, way, found);
      else collectMembers(type.members, way, found);
      break;
    }
    case "intersection":
      collectMembers(type.members, way, found);
      break;
    case "never":
    case "null":
    case "boolean":
    case "binary":
    case "enum":
    case "ref":
      break;
  }
}

function collectMembers(members: readonly Type[], way: readonly string[], found: DocTag[]): void {
  for (const [index, member] of members.entries()) {
    collect(member, [...way, "member", String(index)], found);
  }
}

function sayConstraints(
  constraints: Constraints | undefined,
  say: (keyword: string, value?: string) => void,
): void {
  for (const [keyword, value] of Object.entries(constraints ?? {})) {
    if (value === true) say(keyword);
    else say(keyword, typeof value === "string" ? plain(value) : String(value));
  }
}

/** A word of the spec as it is, or as a JSON string when a comment could not keep it: line ends, spaces at its ends, a quote at its start. */
function plain(text: string): string {
  return /[\r\n\u2028\u2029]|^\s|\s$|^"|^$/.test(text) ? JSON.stringify(text) : text;
}
