import { arrayAt, isObject, type JsonObject, member } from "../normalise/json.js";
import type { JsonValue, ObjectType, Type } from "../runtime/api/types.js";

const ANY: Type = { kind: "unknown", why: "no-schema" };

/**
 * Whether a composed schema, or a member of its `allOf`, says that there may be more properties, and names none: unlike
 * `type: object` alone, that is meant for the others.
 */
export function isOpened(schema: JsonObject): boolean {
  const parts = arrayAt(schema, "allOf");
  return parts.length > 0 && [schema, ...parts].some(isOpen);
}

function isOpen(schema: JsonValue): boolean {
  const additional = member(schema, "additionalProperties");
  return (
    (additional === true || isObject(additional)) && member(schema, "properties") === undefined
  );
}

/** The same type with properties of any name besides its own, unless it says of which type others are. */
export function opened(type: Type): Type {
  if (type.kind === "object") return withOthers(type);
  if (type.kind !== "intersection" && type.kind !== "ref") return type;
  const members = type.kind === "ref" ? [type] : type.members;
  return {
    kind: "intersection",
    members: members.some(({ kind }) => kind === "object")
      ? members.map((each) => (each.kind === "object" ? withOthers(each) : each))
      : [...members, withOthers({ kind: "object", properties: [] })],
  };
}

function withOthers(type: ObjectType): ObjectType {
  return type.additional === undefined ? { ...type, additional: ANY } : type;
}
