import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { pointerKeys } from "../../diagnostics/pointer.js";
import { arrayAt, isObject, type JsonObject, member, objectAt, textAt } from "../json.js";
import { follow, refOf } from "../reference.js";
import { type FoundObject, type ObjectKind, objectsOf } from "./objects.js";

/** What is wrong with an object, in words that follow "this object"; none when nothing is. */
type Rule = (value: JsonObject, pointer: string, root: JsonObject) => readonly string[];

/** RFC 9110 §5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Reports what OpenAPI 3.2 forbids and what would otherwise be passed over in silence: fields that exclude each other,
 * names that cannot be written where they belong. Nothing is left out for it.
 */
export function checkObjects(root: JsonObject, diagnostics: Diagnostics): void {
  for (const found of objectsOf(root)) {
    for (const reason of problemsOf(found, root))
      diagnostics.report("object-invalid", found.pointer, { reason });
  }
}

function problemsOf({ kind, value, pointer }: FoundObject, root: JsonObject): readonly string[] {
  if (isObject(value))
    return refOf(value) === undefined ? (RULES[kind]?.(value, pointer, root) ?? []) : [];
  return kind === "schema" && typeof value !== "boolean" ? ["must be an object or a boolean"] : [];
}

const exampleFields: Rule = (value) => exclusive(value, ["example", "examples"]);

const encodings: Rule = (value) => [
  ...exclusive(value, ["encoding", "prefixEncoding"]),
  ...exclusive(value, ["encoding", "itemEncoding"]),
];

const RULES: { readonly [K in ObjectKind]?: Rule } = {
  example: (value) => [
    ...exclusive(value, ["value", "externalValue"]),
    ...exclusive(value, ["value", "dataValue"]),
    ...exclusive(value, ["value", "serializedValue"]),
    ...exclusive(value, ["serializedValue", "externalValue"]),
  ],
  parameter: (value) => [...exampleFields(value, "", value), ...parameterProblems(value)],
  header: (value, pointer) => [
    ...exampleFields(value, "", value),
    ...(Object.hasOwn(value, "allowReserved")
      ? ["is a header and cannot have `allowReserved`"]
      : []),
    ...headerNameProblems(pointerKeys(pointer).at(-1) ?? ""),
  ],
  mediaType: (value) => [...exampleFields(value, "", value), ...encodings(value, "", value)],
  encoding: encodings,
  pathItem: (value, _, root) => queryStringProblems(value, root),
  operation: (value, _, root) => queryStringProblems(value, root),
  serverVariable: (value) =>
    Array.isArray(member(value, "enum")) && arrayAt(value, "enum").length === 0
      ? ["has an empty `enum`"]
      : [],
  schema: (value) => {
    const xml = objectAt(value, "xml") ?? {};
    return [
      ...exclusive(xml, ["attribute", "nodeType"]),
      ...exclusive(xml, ["wrapped", "nodeType"]),
    ];
  },
};

function exclusive(value: JsonObject, [first, second]: readonly [string, string]): string[] {
  return Object.hasOwn(value, first) && Object.hasOwn(value, second)
    ? [`has both \`${first}\` and \`${second}\`, which exclude each other`]
    : [];
}

/** OAS 3.2 §4.12. */
function parameterProblems(value: JsonObject): string[] {
  const name = textAt(value, "name") ?? "";
  const location = textAt(value, "in");
  const problems: string[] = [];
  const reserves = Object.hasOwn(value, "allowReserved");
  if (location === "header") {
    problems.push(...headerNameProblems(name));
    if (reserves) problems.push("is a header and cannot have `allowReserved`");
  }
  if (location === "cookie" && textAt(value, "style") === "cookie" && reserves)
    problems.push("has style `cookie` and cannot have `allowReserved`");
  if (location === "path" && /[{}]/.test(name))
    problems.push(`is called ${name}, which cannot stand in a path template`);
  if (location === "querystring" && !Object.hasOwn(value, "content"))
    problems.push("is the whole query string and must have `content`");
  if (location === "querystring" && Object.hasOwn(value, "schema"))
    problems.push("is the whole query string and cannot have `schema`");
  if (Object.hasOwn(value, "content")) problems.push(...exclusive(value, ["content", "style"]));
  return problems;
}

function headerNameProblems(name: string): string[] {
  return TOKEN.test(name) ? [] : [`is called ${name}, which is no name of a header`];
}

function queryStringProblems(value: JsonObject, root: JsonObject): string[] {
  const locations = arrayAt(value, "parameters").map((parameter) => {
    const resolution = follow(root, { value: parameter, pointer: "" });
    return resolution.kind === "found" ? textAt(resolution.target.value, "in") : undefined;
  });
  const whole = locations.filter((location) => location === "querystring").length;
  return [
    ...(whole > 1 ? ["has two parameters that are the whole query string"] : []),
    ...(whole > 0 && locations.includes("query")
      ? ["has a parameter in `query` beside one that is the whole query string"]
      : []),
  ];
}
