import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import {
  arrayAt,
  isObject,
  isTrue,
  type JsonObject,
  member,
  numberAt,
  objectAt,
  textAt,
} from "../normalise/json.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import { type Located, lookUp, refOf } from "../normalise/reference.js";
import { normaliseSchema, saysType } from "../normalise/schema.js";
import type { Constraints, JsonValue, ObjectType, Property, Type } from "../runtime/api/types.js";
import type { Direction, DirectionalSchemas } from "./direction.js";
import { intersectionOf, unionOf } from "./type-algebra.js";

/** Turns schemas into types. References become `ref`s whose names are provisional keys: see `variantKey`. */
export interface SchemaLowering {
  lower(schema: Located, direction: Direction): Type;
  /** What was referred to since the start, by key, lowered on the way: the reachable named schemas. */
  readonly named: ReadonlyMap<string, NamedSchema>;
  /** Lowers referenced schemas until no new one appears. */
  finish(): void;
}

export interface NamedSchema {
  readonly pointer: string;
  readonly direction: Direction;
  readonly type: Type;
  readonly description?: string;
  readonly deprecated?: true;
}

const UNKNOWN: Type = { kind: "unknown", why: "no-schema" };
const NULL: Type = { kind: "null" };

const COMPOSITION = ["allOf", "oneOf", "anyOf"];

/** A default longer than this, as JSON, is documentation and no value to repeat. */
const LONGEST_DEFAULT = 200;

export function createSchemaLowering(
  document: NormalisedDocument,
  directional: DirectionalSchemas,
  diagnostics: Diagnostics,
): SchemaLowering {
  const named = new Map<string, NamedSchema>();
  const targets = new Map<string, Located>();
  const waiting = new Map<string, { readonly target: Located; readonly direction: Direction }>();

  function lower(schema: Located, direction: Direction): Type {
    const { value, pointer } = schema;
    if (value === false) return { kind: "never" };
    if (!isObject(value)) return UNKNOWN;
    const ref = refOf(value);
    if (ref === undefined)
      return lowerObject(normaliseSchema(value, document.dialect), pointer, direction);
    const target = lowerReference(ref, pointer, direction);
    if (document.dialect === "3.0" || !saysType({ ...value, $ref: undefined as never }))
      return target;
    const { $ref: _, ...siblings } = value;
    return saysType(siblings)
      ? intersectionOf([target, lowerObject(siblings, pointer, direction)])
      : target;
  }

  function lowerReference(ref: string, pointer: string, direction: Direction): Type {
    const target = targets.get(ref) ?? lookUp(document.root, ref);
    if (target === undefined) {
      diagnostics.report("ref-dangling", pointer, { ref });
      return { kind: "unknown", why: "not-expressible" };
    }
    targets.set(ref, target);
    const key = directional.variantKey(target.pointer, direction);
    if (!named.has(key) && !waiting.has(key)) waiting.set(key, { target, direction });
    return { kind: "ref", name: key };
  }

  function finish(): void {
    for (let next = first(waiting); next !== undefined; next = first(waiting)) {
      const [key, { target, direction }] = next;
      waiting.delete(key);
      named.set(key, { pointer: target.pointer, direction, type: UNKNOWN });
      const description = textAt(target.value, "description") ?? textAt(target.value, "title");
      named.set(key, {
        pointer: target.pointer,
        direction,
        type: lower(target, direction),
        ...(description !== undefined && { description }),
        ...(isTrue(target.value, "deprecated") && { deprecated: true }),
      });
    }
  }

  function lowerObject(schema: JsonObject, pointer: string, direction: Direction): Type {
    const { types, nullable } = declaredTypes(schema);
    const parts = COMPOSITION.some((keyword) => Object.hasOwn(schema, keyword))
      ? [
          ...composed(schema, pointer, "allOf", direction),
          ...alternatives(schema, pointer, "oneOf", direction),
          ...alternatives(schema, pointer, "anyOf", direction),
        ]
      : [];
    const own = ownType(schema, pointer, types, direction);
    const required = requiredElsewhere(schema, pointer, own, direction);
    const type = intersectionOf([...parts, ...(own === undefined ? [] : [own]), ...required]);
    return nullable ? unionOf([type, NULL]) : type;
  }

  /** What the schema says besides composition; `undefined` when that is nothing. */
  function ownType(
    schema: JsonObject,
    pointer: string,
    types: readonly string[],
    direction: Direction,
  ): Type | undefined {
    const values = enumValues(schema, types);
    if (values !== undefined) return { kind: "enum", values };
    const declared = types.length > 0 ? types : impliedTypes(schema);
    if (declared.length === 0) return undefined;
    return unionOf(declared.map((type) => typeNamed(type, schema, pointer, direction)));
  }

  function typeNamed(
    type: string,
    schema: JsonObject,
    pointer: string,
    direction: Direction,
  ): Type {
    const format = textAt(schema, "format");
    const constraints = constraintsOf(schema);
    const extra = {
      ...(format !== undefined && { format }),
      ...(constraints !== undefined && { constraints }),
    };
    switch (type) {
      case "string":
        return format === "binary" ? { kind: "binary" } : { kind: "string", ...extra };
      case "file":
        return { kind: "binary" };
      case "number":
      case "integer":
        return { kind: type, ...extra };
      case "boolean":
        return { kind: "boolean" };
      case "null":
        return NULL;
      case "array":
        return arrayType(schema, pointer, constraints, direction);
      case "object":
        return objectType(schema, pointer, constraints, direction);
      default:
        diagnostics.report("schema-type-unknown", pointer, { type });
        return { kind: "unknown", why: "not-expressible" };
    }
  }

  function arrayType(
    schema: JsonObject,
    pointer: string,
    constraints: Constraints | undefined,
    direction: Direction,
  ): Type {
    const child = (key: string): Type | undefined => {
      const value = member(schema, key);
      return value === undefined
        ? undefined
        : lower({ value, pointer: childPointer(pointer, key) }, direction);
    };
    const prefix = arrayAt(schema, "prefixItems");
    if (prefix.length > 0) {
      const items = prefix.map((value, index) =>
        lower({ value, pointer: childPointer(pointer, "prefixItems", index) }, direction),
      );
      const rest = member(schema, "items") === false ? undefined : (child("items") ?? UNKNOWN);
      return { kind: "tuple", items, ...(rest !== undefined && { rest }) };
    }
    return {
      kind: "array",
      items: child("items") ?? UNKNOWN,
      ...(constraints !== undefined && { constraints }),
    };
  }

  function objectType(
    schema: JsonObject,
    pointer: string,
    constraints: Constraints | undefined,
    direction: Direction,
  ): ObjectType {
    const required = new Set(arrayAt(schema, "required"));
    const properties = Object.entries(objectAt(schema, "properties") ?? {}).flatMap(
      ([name, value]) => {
        const found = property(
          name,
          { value, pointer: childPointer(pointer, "properties", name) },
          required.has(name),
          direction,
        );
        return found === undefined ? [] : [found];
      },
    );
    const additional = additionalType(schema, pointer, properties.length, direction);
    return {
      kind: "object",
      properties,
      ...(additional !== undefined && { additional }),
      ...(constraints !== undefined && { constraints }),
    };
  }

  function property(
    name: string,
    schema: Located,
    required: boolean,
    direction: Direction,
  ): Property | undefined {
    const { value } = schema;
    const target = directional.flags(value);
    if (direction === "request" && target.readOnly) return undefined;
    if (direction === "response" && target.writeOnly) return undefined;
    const description =
      textAt(value, "description") ??
      (refOf(value) === undefined ? textAt(value, "title") : undefined);
    const preset = member(value, "default");
    return {
      name,
      type: lower(schema, direction),
      required,
      ...(description !== undefined && { description }),
      ...(isTrue(value, "deprecated") && { deprecated: true }),
      ...(isShortDefault(preset) && { default: preset }),
    };
  }

  function additionalType(
    schema: JsonObject,
    pointer: string,
    properties: number,
    direction: Direction,
  ): Type | undefined {
    const patterns = Object.entries(objectAt(schema, "patternProperties") ?? {}).map(
      ([pattern, value]) =>
        lower({ value, pointer: childPointer(pointer, "patternProperties", pattern) }, direction),
    );
    const value = member(schema, "additionalProperties");
    if (isObject(value)) {
      const type = lower(
        { value, pointer: childPointer(pointer, "additionalProperties") },
        direction,
      );
      return unionOf([...patterns, type]);
    }
    if (patterns.length > 0) return value === true ? UNKNOWN : unionOf(patterns);
    if (value === true) return UNKNOWN;
    return value === undefined && properties === 0 ? UNKNOWN : undefined;
  }

  function composed(
    schema: JsonObject,
    pointer: string,
    keyword: string,
    direction: Direction,
  ): Type[] {
    return arrayAt(schema, keyword).map((value, index) =>
      lower({ value, pointer: childPointer(pointer, keyword, index) }, direction),
    );
  }

  /** The union of `oneOf` / `anyOf`. Members that only constrain (`required: [a]`) say nothing of the type. */
  function alternatives(
    schema: JsonObject,
    pointer: string,
    keyword: "oneOf" | "anyOf",
    direction: Direction,
  ): Type[] {
    const values = arrayAt(schema, keyword);
    const saying = values.flatMap((value, index) =>
      saysType(value) || value === true ? [{ value, index }] : [],
    );
    if (saying.length === 0) return [];
    const base = member(schema, "properties") ?? member(schema, "allOf");
    if (saying.length < values.length && base !== undefined) return [];
    const union = unionOf(
      saying.map(({ value, index }) =>
        lower({ value, pointer: childPointer(pointer, keyword, index) }, direction),
      ),
    );
    const discriminator = discriminatorOf(schema, direction);
    return [
      union.kind === "union" && discriminator !== undefined ? { ...union, discriminator } : union,
    ];
  }

  function discriminatorOf(schema: JsonObject, direction: Direction) {
    const value = objectAt(schema, "discriminator");
    const name = textAt(value, "propertyName");
    if (name === undefined) return undefined;
    const mapping: [string, string][] = [];
    for (const [key, ref] of Object.entries(objectAt(value, "mapping") ?? {})) {
      const target =
        typeof ref === "string"
          ? lookUp(document.root, ref.startsWith("#") ? ref : `#/components/schemas/${ref}`)
          : undefined;
      if (target === undefined) continue;
      const type = lowerReference(`#${target.pointer}`, "", direction);
      if (type.kind === "ref") mapping.push([key, type.name]);
    }
    return { property: name, mapping: Object.fromEntries(mapping) };
  }

  /** `required` names of a composed schema whose properties stand in its `allOf` members: they are required here. */
  function requiredElsewhere(
    schema: JsonObject,
    pointer: string,
    own: Type | undefined,
    direction: Direction,
  ): Type[] {
    if (arrayAt(schema, "allOf").length === 0) return [];
    const here = new Set(own?.kind === "object" ? own.properties.map(({ name }) => name) : []);
    const holders = [
      { value: schema, pointer },
      ...arrayAt(schema, "allOf").map((value, index) => ({
        value,
        pointer: childPointer(pointer, "allOf", index),
      })),
    ];
    const names = new Set(
      holders.flatMap(({ value }) =>
        arrayAt(value, "required").filter((name) => typeof name === "string"),
      ),
    );
    const properties = [...names].flatMap((name) => {
      if (here.has(name)) return [];
      const found = findProperty({ value: schema, pointer }, name, new Set());
      const lowered = found === undefined ? undefined : property(name, found, true, direction);
      return lowered === undefined ? [] : [lowered];
    });
    return properties.length === 0 ? [] : [{ kind: "object", properties }];
  }

  function findProperty(schema: Located, name: string, seen: Set<string>): Located | undefined {
    if (seen.has(schema.pointer)) return undefined;
    seen.add(schema.pointer);
    const ref = refOf(schema.value);
    const target = ref === undefined ? undefined : lookUp(document.root, ref);
    if (target !== undefined) return findProperty(target, name, seen);
    const value = member(objectAt(schema.value, "properties"), name);
    if (value !== undefined)
      return { value, pointer: childPointer(schema.pointer, "properties", name) };
    for (const [index, part] of arrayAt(schema.value, "allOf").entries()) {
      const found = findProperty(
        { value: part, pointer: childPointer(schema.pointer, "allOf", index) },
        name,
        seen,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return { lower, named, finish };
}

function first<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  return map.entries().next().value;
}

function declaredTypes(schema: JsonObject): {
  readonly types: readonly string[];
  readonly nullable: boolean;
} {
  const type = member(schema, "type");
  const all = (Array.isArray(type) ? type : [type]).filter((item) => typeof item === "string");
  const types = all.filter((item) => item !== "null");
  const nullable = all.includes("null") && types.length > 0;
  return { types: nullable ? types : all, nullable };
}

/** A schema without `type` whose keywords apply to one type only. */
function impliedTypes(schema: JsonObject): string[] {
  if (
    ["properties", "additionalProperties", "patternProperties"].some((key) =>
      Object.hasOwn(schema, key),
    )
  )
    return ["object"];
  if (["items", "prefixItems"].some((key) => Object.hasOwn(schema, key))) return ["array"];
  return textAt(schema, "format") === "binary" ? ["string"] : [];
}

function enumValues(
  schema: JsonObject,
  types: readonly string[],
): readonly JsonValue[] | undefined {
  const constant = member(schema, "const");
  const values = constant === undefined ? arrayAt(schema, "enum") : [constant];
  if (values.length === 0) return undefined;
  const onlyStrings = types.length === 1 && types[0] === "string";
  const distinct = new Map<string, JsonValue>();
  for (const value of values) {
    // YAML reads an unquoted 1 or true; where only strings are allowed, the string is what was meant.
    const meant =
      onlyStrings && (typeof value === "number" || typeof value === "boolean")
        ? String(value)
        : value;
    distinct.set(JSON.stringify(meant), meant);
  }
  return [...distinct.values()];
}

function constraintsOf(schema: JsonObject): Constraints | undefined {
  const found: { [key: string]: number | string | true } = {};
  for (const keyword of NUMBER_KEYWORDS) {
    const value = numberAt(schema, keyword);
    if (value !== undefined) found[keyword] = value;
  }
  const pattern = textAt(schema, "pattern");
  if (pattern !== undefined) found["pattern"] = pattern;
  if (isTrue(schema, "uniqueItems")) found["uniqueItems"] = true;
  return Object.keys(found).length === 0 ? undefined : found;
}

const NUMBER_KEYWORDS = [
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
] as const;

function isShortDefault(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null && JSON.stringify(value).length <= LONGEST_DEFAULT;
}
