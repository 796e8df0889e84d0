import type { JsonValue, Type } from "../runtime/api/types.js";

/** Two disjoint kinds that some of the types demand together, in words: `string and number`; `undefined` where there is a common one. */
export function contradiction(types: readonly Type[]): string | undefined {
  let common: readonly string[] | undefined;
  for (const type of types) {
    const kinds = jsonKinds(type);
    if (kinds === undefined) continue;
    const shared: readonly string[] = common?.filter((kind) => kinds.includes(kind)) ?? kinds;
    if (shared.length === 0)
      return `${common?.join(" or ") ?? "nothing"} and ${kinds.join(" or ")}`;
    common = shared;
  }
  return undefined;
}

/** The kinds of JSON values that a type allows: `string`, `number`, `object` …; `undefined` where that is not known or is any. */
function jsonKinds(type: Type): readonly string[] | undefined {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "array":
    case "object":
      return [type.kind];
    case "integer":
      return ["number"];
    case "tuple":
      return ["array"];
    case "enum":
      return [...new Set(type.values.map(kindOf))];
    case "union": {
      const kinds = type.members.map(jsonKinds);
      const known = kinds.filter((each) => each !== undefined);
      return known.length === kinds.length ? [...new Set(known.flat())] : undefined;
    }
    default:
      return undefined;
  }
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
