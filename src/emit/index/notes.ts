import type { ApiLookup } from "../../runtime/api/lookup.js";
import type { Type } from "../../runtime/api/types.js";

/** Properties of one object whose descriptions are read. */
const MAX_PROPERTIES = 40;
/** References and members of members that are followed to a body's own properties. */
const MAX_STEPS = 4;

/** What the document says of the properties of bodies: the description of each. Properties of properties are not read. */
export function notesBelow(types: readonly Type[], lookup: ApiLookup): readonly string[] {
  const notes: string[] = [];
  const visit = (type: Type, steps: number): void => {
    if (steps > MAX_STEPS) return;
    switch (type.kind) {
      case "ref": {
        const named = lookup.type(type.name);
        if (named !== undefined) visit(named.type, steps + 1);
        return;
      }
      case "union":
      case "intersection":
        for (const member of type.members) visit(member, steps + 1);
        return;
      case "object":
        for (const { description } of type.properties.slice(0, MAX_PROPERTIES))
          if (description !== undefined) notes.push(description);
        return;
      default:
        return;
    }
  };
  for (const type of types) visit(type, 0);
  return notes;
}
