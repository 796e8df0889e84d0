import { countTokens } from "../../budget/tokens.js";
import type { Operation } from "../../runtime/api/api.js";
import type { NamedType, Type } from "../../runtime/api/types.js";
import { declarationText } from "../../runtime/search/block.js";
import { startPrint, type TypeView } from "../../runtime/search/type-text.js";
import { isSame } from "../api/same-value.js";
import type { ChangedContent } from "./changed-content.js";

/** Why an answer has another length: a type in it, or the signature itself. */
export interface TokenReason {
  /** `Issue`, or `signature`. */
  readonly what: string;
  /** How many tokens longer the declaration of the type is; absent for a signature, which is what is left. */
  readonly tokens?: number;
  /** `4 new properties: a, b, c …`. */
  readonly why: string;
}

/** Reasons that are told of one operation. */
const MOST_REASONS = 3;
const NAMED = 3;
const VIEW: TypeView = {
  depth: 4,
  properties: 200,
  named: 0,
  members: 20,
  notes: "shown",
  required: "kept",
};
const MOST_TOKENS = 1_500;

/** Finds reasons; what is known of a type is kept. */
export function createReasons(
  content: ChangedContent,
): (before: Operation, after: Operation) => readonly TokenReason[] {
  const known = new Map<string, TokenReason>();
  const reasonOf = (name: string): TokenReason => {
    const reason = known.get(name) ?? typeReason(name, content);
    known.set(name, reason);
    return reason;
  };
  return (before, after) => {
    const types = content
      .changedTypes(before, after)
      .map(reasonOf)
      .filter(({ tokens }) => tokens !== 0)
      .toSorted((a, b) => Math.abs(b.tokens ?? 0) - Math.abs(a.tokens ?? 0));
    const own = signatureReason(before, after);
    return [...(own === undefined ? [] : [own]), ...types].slice(0, MOST_REASONS);
  };
}

function typeReason(name: string, { before, after }: ChangedContent): TokenReason {
  const [was, is] = [before.get(name), after.get(name)];
  const tokens = declarationTokens(is) - declarationTokens(was);
  const why = was === undefined ? "new type" : is === undefined ? "gone" : typeWords(was, is);
  return { what: name, tokens, why };
}

function declarationTokens(named: NamedType | undefined): number {
  if (named === undefined) return 0;
  return countTokens(declarationText(named.name, named.type, VIEW, startPrint(MOST_TOKENS)));
}

function typeWords({ type: was }: NamedType, { type: is }: NamedType): string {
  const words = [
    ...memberWords(propertyNames(was), propertyNames(is), "property", "properties"),
    ...memberWords(valueNames(was), valueNames(is), "enum value", "enum values"),
  ];
  if (words.length > 0) return words.join("; ");
  if (was.kind === "union" && is.kind === "union" && was.members.length !== is.members.length) {
    return `${is.members.length} members, before ${was.members.length}`;
  }
  if (isSame(withoutTexts(was), withoutTexts(is))) return "descriptions";
  const names = changedProperties(was, is);
  return names.length === 0 ? "another type" : listed(names, "changed", "property", "properties");
}

function signatureReason(before: Operation, after: Operation): TokenReason | undefined {
  const words = [
    ...memberWords(argumentNames(before), argumentNames(after), "argument", "arguments"),
    ...(isSame([before.summary, before.description], [after.summary, after.description])
      ? []
      : ["description"]),
    ...(isSame(before.result, after.result) ? [] : ["result"]),
    ...(isSame(before.suppliers, after.suppliers) ? [] : ["suppliers of ids"]),
    ...(before.id === after.id ? [] : ["name"]),
  ];
  const types = (operation: Operation) => withoutTexts([operation.parameters, operation.body]);
  if (words.length === 0 && !isSame(types(before), types(after))) words.push("argument types");
  return words.length === 0 ? undefined : { what: "signature", why: words.join("; ") };
}

function memberWords(
  was: readonly string[],
  is: readonly string[],
  one: string,
  many: string,
): readonly string[] {
  const tell = (names: readonly string[], how: string): readonly string[] => {
    return names.length === 0 ? [] : [listed(names, how, one, many)];
  };
  const [earlier, later] = [new Set(was), new Set(is)];
  return [
    ...tell(
      is.filter((name) => !earlier.has(name)),
      "new",
    ),
    ...tell(
      was.filter((name) => !later.has(name)),
      "fewer",
    ),
  ];
}

/** `4 new properties: a, b, c …`. */
function listed(names: readonly string[], how: string, one: string, many: string): string {
  const shown = names.slice(0, NAMED).join(", ");
  const noun = names.length === 1 ? one : many;
  return `${names.length} ${how} ${noun}: ${shown}${names.length > NAMED ? " …" : ""}`;
}

/** Properties that both objects have, and that say something else. */
function changedProperties(was: Type, is: Type): readonly string[] {
  if (was.kind !== "object" || is.kind !== "object") return [];
  const earlier = new Map(was.properties.map((property) => [property.name, property]));
  return is.properties
    .filter((property) => {
      const known = earlier.get(property.name);
      return known !== undefined && !isSame(withoutTexts(known), withoutTexts(property));
    })
    .map(({ name }) => name);
}

function argumentNames({ parameters, body }: Operation): readonly string[] {
  return [...parameters.map(({ name }) => name), ...(body === undefined ? [] : [body.name])];
}

function propertyNames(type: Type): readonly string[] {
  switch (type.kind) {
    case "object":
      return type.properties.map(({ name }) => name);
    case "intersection":
    case "union":
      return type.members.flatMap(propertyNames);
    case "array":
      return propertyNames(type.items);
    default:
      return [];
  }
}

function valueNames(type: Type): readonly string[] {
  switch (type.kind) {
    case "enum":
      return type.values.map((value) => JSON.stringify(value));
    case "union":
      return type.members.flatMap(valueNames);
    case "array":
      return valueNames(type.items);
    case "object":
      return type.properties.flatMap(({ name, type: own }) =>
        valueNames(own).map((value) => `${name} ${value}`),
      );
    default:
      return [];
  }
}

/** Without what only people read. Nested no deeper than a document may be. */
function withoutTexts(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member: unknown) => (key === "description" ? undefined : member)),
  );
}
