import { arrayAt, isObject, type JsonObject, member, objectAt } from "../normalise/json.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import { follow, type Located } from "../normalise/reference.js";
import type { Property } from "../runtime/api/types.js";
import type { Direction, DirectionalSchemas } from "./direction.js";
import type { Discriminators } from "./discriminators.js";
import { findProperty } from "./find-property.js";
import { declaredTypes } from "./schema-keywords.js";

/** Gives the schemas that discriminators select the literals that select them. Such a property must be there (OAS 3.1 §4.8.25). */
export interface TaggedProperties {
  /** The properties that a schema declares itself: of the discriminating ones, a plain string becomes its literals. */
  declared(properties: readonly Property[], pointer: string): readonly Property[];
  /** The discriminating properties that it has from a member of its `allOf`, or that nobody declares. */
  inherited(schema: JsonObject, pointer: string, direction: Direction): readonly Property[];
}

export function taggedProperties(
  document: NormalisedDocument,
  discriminators: Discriminators,
  directional: DirectionalSchemas,
): TaggedProperties {
  /** Whether a property is sent or comes back at all, and may have the values: it is a string of any kind, or lists them. */
  function canBe(schema: Located, values: readonly string[], direction: Direction): boolean {
    const flags = directional.flags(schema.value, schema.pointer);
    if (direction === "request" ? flags.readOnly : flags.writeOnly) return false;
    const resolution = follow(document.root, schema);
    if (resolution.kind !== "found") return false;
    const { value } = resolution.target;
    const listed = arrayAt(value, "enum");
    const [only] = declaredTypes(isObject(value) ? value : {}).types;
    const isFree = listed.length === 0 && member(value, "const") === undefined;
    return isFree ? only === "string" : values.every((each) => listed.includes(each));
  }

  return {
    declared(properties, pointer) {
      const tags = discriminators.tagsOf(pointer);
      if (tags.size === 0) return properties;
      return properties.map((property) => {
        const values = tags.get(property.name);
        return values === undefined || property.type.kind !== "string"
          ? property
          : { ...property, type: { kind: "enum", values }, required: true };
      });
    },
    inherited(schema, pointer, direction) {
      const declared = objectAt(schema, "properties") ?? {};
      return [...discriminators.tagsOf(pointer)].flatMap(([name, values]): Property[] => {
        if (Object.hasOwn(declared, name)) return [];
        const found = findProperty(document.root, { value: schema, pointer }, name);
        if (found !== undefined && !canBe(found, values, direction)) return [];
        return [{ name, type: { kind: "enum", values }, required: true }];
      });
    },
  };
}
