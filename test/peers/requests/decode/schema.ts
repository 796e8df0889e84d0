import { isObject, listOf, type Members, memberOf, membersOf, targetOf } from "../document.js";

/** All the schemas that may say something of one value: its parts (`allOf`) and its alternatives, references followed. */
export type Views = readonly Members[];

export type Kind = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

const KINDS: readonly Kind[] = [
  "null",
  "boolean",
  "integer",
  "number",
  "string",
  "array",
  "object",
];

/** The JSON types that a value may have, and what its members and items are. */
export interface SchemaReader {
  readonly views: (schema: unknown) => Views;
  /** Of an object's property; empty where the document says nothing of it. */
  readonly property: (views: Views, name: string) => Views;
  readonly items: (views: Views) => Views;
}

export function schemaReader(document: unknown): SchemaReader {
  const known = new WeakMap<object, Views>();
  const views = (schema: unknown): Views => {
    if (!isObject(schema)) return [];
    const before = known.get(schema);
    if (before !== undefined) return before;
    const found = new Set<Members>();
    collect(schema, found);
    const list = [...found];
    known.set(schema, list);
    return list;
  };
  const collect = (schema: unknown, found: Set<Members>): void => {
    const target = targetOf(document, schema);
    if (!isObject(target) || found.has(target)) return;
    found.add(target);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      for (const part of listOf(target[keyword])) collect(part, found);
    }
  };
  const all = (schemas: readonly unknown[]) => [...new Set(schemas.flatMap(views))];
  return {
    views,
    property: (of, name) => {
      const named = of.map((view) => memberOf(view["properties"], name)).filter(isObject);
      if (named.length > 0) return all(named);
      return all(of.flatMap((view) => [...patterned(view, name), view["additionalProperties"]]));
    },
    items: (of) => all(of.flatMap((view) => [view["items"], ...listOf(view["prefixItems"])])),
  };
}

function patterned(view: Members, name: string): unknown[] {
  return Object.entries(membersOf(view["patternProperties"]))
    .filter(([pattern]) => new RegExp(pattern, "u").test(name))
    .map(([, schema]) => schema);
}

/** The JSON types that the schemas name or imply; all of them where they say nothing. */
export function kindsOf(views: Views): ReadonlySet<Kind> {
  const found = new Set(views.flatMap(ownKinds));
  return found.size === 0 ? new Set(KINDS) : found;
}

function ownKinds(view: Members): Kind[] {
  const types = KINDS.filter((kind) => [view["type"]].flat().includes(kind));
  if (types.length > 0) return view["nullable"] === true ? [...types, "null"] : types;
  const values = [...listOf(view["enum"]), ...("const" in view ? [view["const"]] : [])];
  if (values.length > 0) return values.map(kindOf);
  if ("properties" in view || isObject(view["additionalProperties"])) return ["object"];
  return "items" in view ? ["array"] : [];
}

export function kindOf(value: unknown): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (typeof value === "boolean" || typeof value === "string") return typeof value as Kind;
  return "object";
}

/** The names that the schemas give to properties. */
export function propertyNames(views: Views): readonly string[] {
  return [...new Set(views.flatMap((view) => Object.keys(membersOf(view["properties"]))))];
}

/** True where members may have other names than those that are listed. */
export function isOpen(views: Views): boolean {
  return views.some((view) => {
    const additional = view["additionalProperties"];
    return additional === true || isObject(additional) || "patternProperties" in view;
  });
}

export function allowed(views: Views): readonly unknown[] {
  return views.flatMap((view) => [
    ...listOf(view["enum"]),
    ...("const" in view ? [view["const"]] : []),
  ]);
}
