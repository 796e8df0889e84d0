import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import {
  arrayAt,
  isObject,
  isTrue,
  type JsonObject,
  member,
  objectAt,
  textAt,
} from "../normalise/json.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import { type Located, lookUp, refOf } from "../normalise/reference.js";
import { normaliseSchema, saysType } from "../normalise/schema.js";
import type {
  Constraints,
  Discriminator,
  ObjectType,
  Property,
  Type,
} from "../runtime/api/types.js";
import type { Direction, DirectionalSchemas } from "./direction.js";
import { discriminatorsOf } from "./discriminators.js";
import { findInAlternatives, findProperty } from "./find-property.js";
import { isOpened, opened } from "./opened-objects.js";
import { recursiveTarget } from "./recursive-target.js";
import { type Joined, reportConflicts } from "./schema-conflicts.js";
import {
  constraintsOf,
  declaredTypes,
  enumValues,
  ignoredKeywords,
  impliedTypes,
  isBinary,
  isShortDefault,
} from "./schema-keywords.js";
import { taggedProperties } from "./tagged-properties.js";
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

export function createSchemaLowering(
  document: NormalisedDocument,
  directional: DirectionalSchemas,
  diagnostics: Diagnostics,
): SchemaLowering {
  const named = new Map<string, NamedSchema>();
  const discriminators = discriminatorsOf(document, diagnostics);
  const tagged = taggedProperties(document, discriminators, directional);
  const joined: Joined[] = [];
  const ignored = new Set<string>();
  const waiting = new Map<string, { readonly target: Located; readonly direction: Direction }>();

  function lower(schema: Located, direction: Direction): Type {
    const { value, pointer } = schema;
    if (value === false) return { kind: "never" };
    if (!isObject(value)) {
      if (value !== true) diagnostics.report("schema-unreadable", pointer, {});
      return UNKNOWN;
    }
    const ref = refOf(value);
    const enclosing = recursiveTarget(document.root, schema);
    if (enclosing !== undefined) return referenceTo(enclosing, direction);
    if (ref === undefined)
      return lowerObject(normaliseSchema(value, document.dialect), pointer, direction);
    const target = lowerReference(ref, pointer, direction);
    // Before 3.1, what stands beside a reference is ignored (OAS 3.0 §4.7.23).
    if (document.dialect !== "3.1") return target;
    const { $ref: _, $dynamicRef: __, ...siblings } = value;
    if (!saysType(siblings)) return target;
    const own = lowerObject(normaliseSchema(siblings, "3.1"), pointer, direction);
    joined.push({ pointer, members: [target, own] });
    return intersectionOf([target, own]);
  }

  function lowerReference(ref: string, pointer: string, direction: Direction): Type {
    const target = lookUp(document.root, ref, pointer);
    if (target === undefined) {
      diagnostics.report("ref-dangling", pointer, { ref });
      return { kind: "unknown", why: "not-expressible" };
    }
    return referenceTo(target, direction);
  }

  function referenceTo(target: Located, direction: Direction): Type {
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
    reportConflicts(joined, (name) => named.get(name)?.type, diagnostics);
    joined.length = 0;
  }

  function lowerObject(schema: JsonObject, pointer: string, direction: Direction): Type {
    noteIgnored(schema, pointer);
    const { types, nullable } = declaredTypes(schema);
    const parts = COMPOSITION.some((keyword) => Object.hasOwn(schema, keyword))
      ? [
          ...composed(schema, pointer, "allOf", direction),
          ...alternatives(schema, pointer, "oneOf", direction),
          ...alternatives(schema, pointer, "anyOf", direction),
        ]
      : [];
    const own = ownType(schema, pointer, types, direction);
    const members = [
      ...parts,
      ...(own === undefined ? [] : [own]),
      ...requiredElsewhere(schema, pointer, own, direction),
      ...(own === undefined || own.kind === "object"
        ? objectOf(tagged.inherited(schema, pointer, direction))
        : []),
    ];
    if (members.length > 1) joined.push({ pointer, members });
    const joint = intersectionOf(members);
    const type = isOpened(schema) ? opened(joint) : joint;
    return nullable ? unionOf([type, NULL]) : type;
  }

  function noteIgnored(schema: JsonObject, pointer: string): void {
    for (const keyword of ignoredKeywords(schema)) {
      if (ignored.has(keyword)) continue;
      ignored.add(keyword);
      diagnostics.report("schema-keyword-ignored", childPointer(pointer, keyword), { keyword });
    }
  }

  /** What the schema says besides composition; `undefined` when that is nothing. */
  function ownType(
    schema: JsonObject,
    pointer: string,
    types: readonly string[],
    direction: Direction,
  ): Type | undefined {
    const values = enumValues(schema, types);
    if (values !== undefined) {
      const stray = values.find(({ fits }) => !fits);
      if (stray !== undefined)
        diagnostics.report("enum-contradicts-type", pointer, {
          value: JSON.stringify(stray.written),
          type: types.join(" or "),
        });
      return { kind: "enum", values: values.map(({ meant }) => meant) };
    }
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
        return isBinary(schema) ? { kind: "binary" } : { kind: "string", ...extra };
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
    // Until JSON Schema 2019-09, `items` held the list and `additionalItems` the rest.
    const isOld = arrayAt(schema, "items").length > 0;
    const [listKey, restKey] = isOld ? ["items", "additionalItems"] : ["prefixItems", "items"];
    const prefix = arrayAt(schema, listKey);
    if (prefix.length > 0) {
      const items = prefix.map((value, index) =>
        lower({ value, pointer: childPointer(pointer, listKey, index) }, direction),
      );
      const rest = member(schema, restKey) === false ? undefined : (child(restKey) ?? UNKNOWN);
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
    const declared = Object.entries(objectAt(schema, "properties") ?? {});
    const properties = declared.flatMap(([name, value]) => {
      const found = property(
        name,
        { value, pointer: childPointer(pointer, "properties", name) },
        required.has(name),
        direction,
      );
      return found === undefined ? [] : [found];
    });
    // An object of which nothing is sent, or comes back, is empty; it is not open.
    const additional = additionalType(schema, pointer, declared.length, direction);
    return {
      kind: "object",
      properties: tagged.declared(properties, pointer),
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
    const target = directional.flags(value, schema.pointer);
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
    const keyword = ["additionalProperties", "unevaluatedProperties"].find((key) =>
      Object.hasOwn(schema, key),
    );
    const value = keyword === undefined ? undefined : member(schema, keyword);
    if (keyword !== undefined && isObject(value)) {
      const type = lower({ value, pointer: childPointer(pointer, keyword) }, direction);
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
    const discriminator = discriminatorOf(schema, pointer, direction);
    return [
      union.kind === "union" && discriminator !== undefined ? { ...union, discriminator } : union,
    ];
  }

  function discriminatorOf(
    schema: JsonObject,
    pointer: string,
    direction: Direction,
  ): Discriminator | undefined {
    const mapping = discriminators.mappingOf(schema, pointer);
    if (mapping === undefined) return undefined;
    const members = Array.from(mapping.members, ([value, target]) => [
      value,
      directional.variantKey(target, direction),
    ]);
    return { property: mapping.property, mapping: Object.fromEntries(members) };
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
      const found = findProperty(document.root, { value: schema, pointer }, name);
      const lowered =
        found === undefined
          ? requiredOfAlternatives(schema, pointer, name, direction)
          : property(name, found, true, direction);
      return lowered === undefined ? [] : [lowered];
    });
    return objectOf(properties);
  }

  /** A property that stands in each of the alternatives which a composed schema joins: of the types that it has there. */
  function requiredOfAlternatives(
    schema: JsonObject,
    pointer: string,
    name: string,
    direction: Direction,
  ): Property | undefined {
    const found = findInAlternatives(document.root, { value: schema, pointer }, name);
    const lowered = found.map((each) => property(name, each, true, direction));
    const there = lowered.filter((each) => each !== undefined);
    if (there.length === 0 || there.length < found.length) return undefined;
    return { name, type: unionOf(there.map(({ type }) => type)), required: true };
  }

  return { lower, named, finish };
}

function objectOf(properties: readonly Property[]): Type[] {
  return properties.length === 0 ? [] : [{ kind: "object", properties }];
}

function first<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  return map.entries().next().value;
}
