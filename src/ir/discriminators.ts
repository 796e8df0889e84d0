import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import { arrayAt, isObject, type JsonObject, member, objectAt, textAt } from "../normalise/json.js";
import type { Dialect, NormalisedDocument } from "../normalise/normalised.js";
import { at, follow, lookUp, refOf } from "../normalise/reference.js";
import type { JsonValue } from "../runtime/api/types.js";
import { findProperty } from "./find-property.js";

/** The literals by which discriminators tell schemas apart (OAS 3.1 §4.8.25). */
export interface Discriminators {
  /** Property → literals that it has in the schema at a pointer; empty for schemas that no discriminator selects. */
  tagsOf(pointer: string): ReadonlyMap<string, readonly string[]>;
  /** The discriminating property of a union, and value → pointer of the member that it selects. */
  mappingOf(schema: JsonObject, pointer: string): Mapping | undefined;
}

export interface Mapping {
  readonly property: string;
  readonly members: ReadonlyMap<string, string>;
}

type Tags = Map<string, Map<string, Set<string>>>;

/** A schema that extends others by `allOf`. */
interface Extension {
  readonly pointer: string;
  readonly parents: readonly string[];
  /** Properties that it lists values for itself. */
  readonly fixed: ReadonlySet<string>;
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

/** Finds all discriminators of a document and what they select. */
export function discriminatorsOf(
  document: NormalisedDocument,
  diagnostics: Diagnostics,
): Discriminators {
  const { root } = document;
  const named = new Map(
    document.schemas.map(({ pointer }) => [pointerKeys(pointer).at(-1) ?? "", pointer]),
  );

  /** Where a mapping's value leads: the name of a component, or a reference. */
  const targetOf = (ref: string, from: string): string | undefined =>
    named.get(ref) ?? lookUp(root, ref, from)?.pointer;

  const finalPointer = (value: JsonValue, pointer: string): string | undefined => {
    const resolution = follow(root, { value, pointer });
    return resolution.kind === "found" ? resolution.target.pointer : undefined;
  };

  const explicit = (schema: JsonObject, pointer: string): Map<string, string> => {
    const found = new Map<string, string>();
    const mapping = objectAt(objectAt(schema, "discriminator"), "mapping") ?? {};
    for (const [value, ref] of Object.entries(mapping)) {
      const target = typeof ref === "string" ? targetOf(ref, pointer) : undefined;
      if (target !== undefined) found.set(value, target);
    }
    return found;
  };

  /** The literals that a member lists for the property itself; they are what it is called. */
  const listed = (target: string, property: string): readonly string[] => {
    const schema = at(root, target);
    const found = schema === undefined ? undefined : findProperty(root, schema, property);
    const resolution = found === undefined ? undefined : follow(root, found);
    if (resolution?.kind !== "found") return [];
    const { value } = resolution.target;
    return [...arrayAt(value, "enum"), member(value, "const") ?? null].filter(
      (each) => typeof each === "string",
    );
  };

  const mappingOf = (schema: JsonObject, pointer: string): Mapping | undefined => {
    const property = propertyOf(schema, document.dialect);
    if (property === undefined) return undefined;
    const valuesOf = new Map<string, string[]>();
    for (const [value, target] of explicit(schema, pointer))
      valuesOf.set(target, [...(valuesOf.get(target) ?? []), value]);
    const members = new Map<string, string>();
    for (const each of [...arrayAt(schema, "oneOf"), ...arrayAt(schema, "anyOf")]) {
      const ref = refOf(each);
      const target = ref === undefined ? undefined : lookUp(root, ref, pointer)?.pointer;
      if (target === undefined) continue;
      const own = valuesOf.get(target) ?? listed(target, property);
      const values = own.length > 0 ? own : [pointerKeys(target).at(-1) ?? ""];
      for (const value of values) members.set(value, target);
    }
    return { property, members };
  };

  const { holders, extensions } = scan(root, document.dialect, finalPointer);
  const byParent = new Map<string, Extension[]>();
  for (const extension of extensions)
    for (const parent of extension.parents)
      byParent.set(parent, [...(byParent.get(parent) ?? []), extension]);
  const tags: Tags = new Map();
  for (const { schema, pointer } of holders) {
    reportUnknown(schema, pointer, targetOf, diagnostics);
    const mapping = mappingOf(schema, pointer);
    if (mapping === undefined) continue;
    const selected =
      mapping.members.size > 0
        ? mapping.members
        : children(pointer, explicit(schema, pointer), byParent.get(pointer) ?? []);
    for (const [value, target] of selected) {
      const final = finalPointer(at(root, target)?.value ?? null, target) ?? target;
      addTag(tags, final, mapping.property, value);
    }
  }
  spread(tags, extensions, byParent);
  const found = new Map(
    Array.from(tags, ([pointer, properties]) => [
      pointer,
      new Map(Array.from(properties, ([property, values]) => [property, [...values]])),
    ]),
  );
  return { tagsOf: (pointer) => found.get(pointer) ?? NONE, mappingOf };
}

/** Swagger 2.0 names the property alone. */
function propertyOf(schema: JsonObject, dialect: Dialect): string | undefined {
  return dialect === "2.0"
    ? textAt(schema, "discriminator")
    : textAt(objectAt(schema, "discriminator"), "propertyName");
}

function reportUnknown(
  schema: JsonObject,
  pointer: string,
  targetOf: (ref: string, from: string) => string | undefined,
  diagnostics: Diagnostics,
): void {
  const mapping = objectAt(objectAt(schema, "discriminator"), "mapping") ?? {};
  for (const [value, ref] of Object.entries(mapping)) {
    if (typeof ref === "string" && targetOf(ref, pointer) !== undefined) continue;
    const place = childPointer(pointer, "discriminator", "mapping", value);
    diagnostics.report("discriminator-unknown", place, { value, ref: JSON.stringify(ref) });
  }
}

/** The schemas that extend the one with the discriminator: those it maps, the others by their own names. */
function children(
  parent: string,
  mapped: ReadonlyMap<string, string>,
  extensions: readonly Extension[],
): ReadonlyMap<string, string> {
  const found = new Map([...mapped].filter(([, target]) => target !== parent));
  const targets = new Set(mapped.values());
  for (const { pointer } of extensions) {
    if (targets.has(pointer)) continue;
    const keys = pointerKeys(pointer);
    const isComponent = keys.length === (keys[0] === "definitions" ? 2 : 3);
    if (isComponent) found.set(keys.at(-1) ?? "", pointer);
  }
  return found;
}

function addTag(tags: Tags, pointer: string, property: string, value: string): void {
  const properties = tags.get(pointer) ?? new Map<string, Set<string>>();
  properties.set(property, (properties.get(property) ?? new Set()).add(value));
  tags.set(pointer, properties);
}

/** A property with more literals than this stays a plain string. */
const MOST_VALUES = 200;

/**
 * A schema that others extend is what they are, too: it has their literals besides its own.
 * Where one of them lists other values itself, no literal can be right for both.
 */
function spread(
  tags: Tags,
  extensions: readonly Extension[],
  byParent: ReadonlyMap<string, readonly Extension[]>,
): void {
  for (const [parent, properties] of tags) {
    for (const { fixed } of byParent.get(parent) ?? [])
      for (const property of fixed) properties.delete(property);
  }
  const parentsOf = new Map(extensions.map(({ pointer, parents }) => [pointer, parents]));
  const waiting = [...tags.keys()];
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    for (const parent of parentsOf.get(pointer) ?? []) {
      const own = tags.get(parent);
      if (own === undefined || parent === pointer) continue;
      let grown = false;
      for (const [property, values] of tags.get(pointer) ?? []) {
        const known = own.get(property);
        if (known === undefined || known.size > MOST_VALUES) continue;
        const before = known.size;
        for (const value of values) known.add(value);
        grown ||= known.size > before;
      }
      if (grown) waiting.push(parent);
    }
  }
  for (const properties of tags.values())
    for (const [property, values] of properties)
      if (values.size > MOST_VALUES) properties.delete(property);
}

interface Frame {
  readonly value: JsonValue;
  readonly key: string | number;
  readonly parent: Frame | undefined;
}

/** Every schema with a discriminator, and every one that extends another, wherever it stands. */
function scan(
  root: JsonObject,
  dialect: Dialect,
  finalPointer: (value: JsonValue, pointer: string) => string | undefined,
): {
  readonly holders: readonly { readonly schema: JsonObject; readonly pointer: string }[];
  readonly extensions: readonly Extension[];
} {
  const holders: { schema: JsonObject; pointer: string }[] = [];
  const extended: { schema: JsonObject; pointer: string }[] = [];
  const waiting: Frame[] = [{ value: root, key: "", parent: undefined }];
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    const { value } = frame;
    if (typeof value !== "object" || value === null) continue;
    if (isObject(value)) {
      if (propertyOf(value, dialect) !== undefined)
        holders.push({ schema: value, pointer: pointerOf(frame) });
      if (arrayAt(value, "allOf").some((member) => refOf(member) !== undefined))
        extended.push({ schema: value, pointer: pointerOf(frame) });
    }
    for (const [key, child] of Object.entries(value))
      if (typeof child === "object" && child !== null)
        waiting.push({ value: child, key, parent: frame });
  }
  if (holders.length === 0) return { holders, extensions: [] };
  // The order of the document, which the stack has reversed.
  const extensions = extended.reverse().map(({ schema, pointer }) => ({
    pointer,
    parents: arrayAt(schema, "allOf").flatMap((member) => finalPointer(member, pointer) ?? []),
    fixed: fixedProperties(schema),
  }));
  return { holders: holders.reverse(), extensions };
}

function fixedProperties(schema: JsonObject): ReadonlySet<string> {
  const declared = [schema, ...arrayAt(schema, "allOf")].flatMap((part) =>
    Object.entries(objectAt(part, "properties") ?? {}),
  );
  return new Set(declared.flatMap(([name, value]) => (isPlainString(value) ? [] : [name])));
}

function isPlainString(schema: JsonValue): boolean {
  return (
    textAt(schema, "type") === "string" &&
    isObject(schema) &&
    !Object.hasOwn(schema, "enum") &&
    !Object.hasOwn(schema, "const")
  );
}

function pointerOf(frame: Frame): string {
  const keys: (string | number)[] = [];
  for (let next = frame; next.parent !== undefined; next = next.parent) keys.push(next.key);
  return childPointer("", ...keys.reverse());
}
