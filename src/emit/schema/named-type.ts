import type { NamedType } from "../../runtime/api/types.js";
import { constraintTags, typeTags } from "../ts/constraint-tags.js";
import { docBlock } from "../ts/doc-block.js";
import { block, concat, type Layout } from "../ts/layout.js";
import { type Shape, shapeOf } from "../ts/shape.js";
import { aliasLayout, interfaceLayout } from "../ts/type-text.js";

/** A declaration, and the shape whose types its module imports. */
export interface Declaration {
  readonly layout: Layout;
  readonly shape: Shape;
}

/** An interface for an object, an alias for everything else. */
export function namedTypeDeclaration(type: NamedType): Declaration {
  const shape = shapeOf(type.type);
  const doc = docBlock(type.description, [
    ...typeTags({ ...(type.deprecated && { deprecated: true }) }),
    ...constraintTags(type.type),
  ]);
  const declaration =
    shape.kind === "object" ? interfaceLayout(type.name, shape) : aliasLayout(type.name, shape);
  return { layout: doc.length === 0 ? declaration : concat([block(doc), declaration]), shape };
}
