import { isRaw, list, member, pointed, type Raw } from "./sample-document.js";

/** A choice that a schema leaves open. */
export interface Choice {
  readonly kind: "oneOf" | "anyOf";
  readonly branches: readonly unknown[];
  readonly discriminator: unknown;
}

/** A schema with its references followed and its `allOf` merged. `keywords` has neither those nor the choices. */
export interface FlatSchema {
  readonly keywords: Raw;
  readonly choices: readonly Choice[];
}

export interface Schemas {
  readonly document: unknown;
  flat(schema: unknown): FlatSchema;
}

const DEEPEST = 40;
const ANYTHING: FlatSchema = { keywords: {}, choices: [] };

/** Schemas of a document, made flat once each. */
export function schemasOf(document: unknown): Schemas {
  const known = new WeakMap<object, FlatSchema>();
  const flat = (schema: unknown, depth: number): FlatSchema => {
    if (!isRaw(schema) || depth > DEEPEST) return ANYTHING;
    const before = known.get(schema);
    if (before !== undefined) return before;
    const { $ref, allOf, oneOf, anyOf, ...keywords } = schema;
    const choices = [...choiceOf("oneOf", oneOf, schema), ...choiceOf("anyOf", anyOf, schema)];
    let found: FlatSchema = { keywords: withProperties(document, keywords), choices };
    if (typeof $ref === "string") found = merge(flat(pointed(document, $ref), depth + 1), found);
    for (const part of list(allOf)) found = merge(flat(part, depth + 1), found);
    known.set(schema, found);
    return found;
  };
  return { document, flat: (schema) => flat(schema, 0) };
}

/** Some documents make the whole map of properties a reference, which no specification has but every resolver follows. */
export function withProperties(document: unknown, keywords: Raw): Raw {
  const reference = member(keywords["properties"], "$ref");
  if (typeof reference !== "string") return keywords;
  return { ...keywords, properties: pointed(document, reference) };
}

function choiceOf(kind: Choice["kind"], value: unknown, schema: Raw): Choice[] {
  const branches = list(value);
  return branches.length === 0 ? [] : [{ kind, branches, discriminator: schema["discriminator"] }];
}

/** Both schemas at once: what each demands is demanded. */
export function merge(left: FlatSchema, right: FlatSchema): FlatSchema {
  const keywords: Record<string, unknown> = { ...left.keywords };
  for (const [keyword, value] of Object.entries(right.keywords)) {
    const before = keywords[keyword];
    keywords[keyword] = before === undefined ? value : both(keyword, before, value);
  }
  return { keywords, choices: [...left.choices, ...right.choices] };
}

function both(keyword: string, left: unknown, right: unknown): unknown {
  switch (keyword) {
    case "properties":
      return bothProperties(Object(left), Object(right));
    case "required":
      return [...new Set([...list(left), ...list(right)])];
    case "enum": {
      const allowed = new Set(list(right).map((value) => JSON.stringify(value)));
      return list(left).filter((value) => allowed.has(JSON.stringify(value)));
    }
    case "type": {
      const types = [right].flat();
      const common = [left].flat().filter((type) => types.includes(type));
      return common.length === 0 ? right : common;
    }
    case "items":
      return { allOf: [left, right] };
    case "additionalProperties":
      return isRaw(left) && isRaw(right) ? { allOf: [left, right] } : isRaw(left) ? left : right;
    case "minimum":
    case "minLength":
    case "minItems":
    case "minProperties":
      return Math.max(Number(left), Number(right));
    case "maximum":
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return Math.min(Number(left), Number(right));
    default:
      return right;
  }
}

function bothProperties(left: Raw, right: Raw): Raw {
  const found = new Map(Object.entries(left));
  for (const [name, schema] of Object.entries(right)) {
    const before = found.get(name);
    found.set(name, before === undefined ? schema : { allOf: [before, schema] });
  }
  return Object.fromEntries(found);
}

/** The schema type that a value has to have; of several the first that is not `null`. */
export function typeOf({ keywords }: FlatSchema): string | undefined {
  const types = [keywords["type"]].flat().filter((type) => typeof type === "string");
  const said = types.find((type) => type !== "null") ?? types[0];
  if (said !== undefined) return said;
  if ("properties" in keywords || isRaw(keywords["additionalProperties"])) return "object";
  if ("items" in keywords || "prefixItems" in keywords) return "array";
  if (["pattern", "minLength", "maxLength", "format"].some((one) => one in keywords))
    return "string";
  if ("minimum" in keywords || "maximum" in keywords) return "number";
  return "required" in keywords ? "object" : undefined;
}

/** True for the schema that only `null` fits. */
export function isNull(flat: FlatSchema): boolean {
  return typeOf(flat) === "null" || JSON.stringify(flat.keywords["enum"]) === "[null]";
}

/**
 * The value by which a discriminator selects a branch: the key of its mapping, else the name of the schema (OAS 3.1 §4.8.25).
 * Undefined where the branch is no reference to a named schema.
 */
export function selector(discriminator: unknown, branch: unknown): string | undefined {
  const reference = member(branch, "$ref");
  if (typeof reference !== "string") return undefined;
  const name = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(reference)?.[1];
  const mapping = Object.entries(Object(member(discriminator, "mapping")));
  const mapped = mapping.find(([, target]) => target === reference || target === name);
  return mapped?.[0] ?? name;
}
