import type { Shape } from "../ts/shape.js";

/** Adds the names of the types that a shape refers to. */
export function collectReferences(shape: Shape, names: Set<string>): void {
  switch (shape.kind) {
    case "word":
      break;
    case "reference":
      names.add(shape.name);
      break;
    case "array":
      collectReferences(shape.items, names);
      break;
    case "tuple":
      for (const item of shape.items) collectReferences(item, names);
      if (shape.rest !== undefined) collectReferences(shape.rest, names);
      break;
    case "object":
      for (const property of shape.properties) collectReferences(property.shape, names);
      if (shape.index !== undefined) collectReferences(shape.index.shape, names);
      break;
    case "generic":
      names.add(shape.name);
      collectReferences(shape.argument, names);
      break;
    default:
      for (const member of shape.members) collectReferences(member, names);
  }
}
