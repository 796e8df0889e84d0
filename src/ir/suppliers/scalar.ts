import type { Type } from "../../runtime/api/types.js";

/** The type of a name; `undefined` when the API has none of that name. */
export type TypeOf = (name: string) => Type | undefined;

/** What kind of scalar can stand for something; `unknown` where the document does not say. */
export type Scalar = "string" | "number" | "unknown";

const MAX_DEPTH = 4;

/** The scalar that a type, or an array of it, admits; none for objects, enums, dates and booleans, which nobody has to look up. */
export function scalarOf(type: Type, typeOf: TypeOf, depth = 0): Scalar | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (type.kind) {
    case "string":
      return type.format === "date" || type.format === "date-time" ? undefined : "string";
    case "number":
    case "integer":
      return "number";
    case "unknown":
      return "unknown";
    case "array":
      return scalarOf(type.items, typeOf, depth + 1);
    case "union": {
      const scalars = new Set(
        type.members
          .filter((member) => member.kind !== "null")
          .flatMap((member) => scalarOf(member, typeOf, depth + 1) ?? []),
      );
      const [only] = scalars;
      return scalars.size > 1 ? "unknown" : only;
    }
    case "ref": {
      const target = typeOf(type.name);
      return target === undefined ? undefined : scalarOf(target, typeOf, depth + 1);
    }
    default:
      return undefined;
  }
}
