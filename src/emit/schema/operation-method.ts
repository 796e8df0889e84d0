import type { Operation, Parameter, RequestBody } from "../../runtime/api/api.js";
import { constraintTags, typeTags } from "../ts/constraint-tags.js";
import { docBlock } from "../ts/doc-block.js";
import { block, concat, type Layout } from "../ts/layout.js";
import {
  expandedShape,
  type ObjectShape,
  type PropertyShape,
  type Shape,
  shapeOf,
  UNDEFINED,
  unionShape,
} from "../ts/shape.js";
import { methodLayout } from "../ts/type-text.js";

/** A method of a namespace's interface: its syntax, and the shapes whose types its module imports. */
export interface Method {
  readonly layout: Layout;
  readonly shapes: readonly Shape[];
}

/** One operation as a method: all arguments in one object, which may be left out when none is required. */
export function operationMethod(operation: Operation): Method {
  const properties = operation.parameters
    .filter((parameter) => parameter.preset?.kind !== "locked")
    .map(argumentOf);
  if (operation.body !== undefined) properties.push(bodyArgument(operation.body));
  const shape: ObjectShape = { kind: "object", properties, expanded: false };
  const optional = properties.every((property) => property.optional);
  const args = properties.length === 0 ? undefined : { shape, optional };
  const result = resultShape(operation);
  const doc = methodDoc(operation);
  const method = methodLayout(operation.name, args, result);
  return {
    layout: concat([...(doc.length === 0 ? [] : [block(doc)]), method, ";"]),
    shapes: [shape, result],
  };
}

function argumentOf(parameter: Parameter): PropertyShape {
  return {
    name: parameter.name,
    optional: !parameter.required || parameter.preset !== undefined,
    shape: shapeOf(parameter.type),
    doc: docBlock(parameter.description, [
      ...typeTags(parameter),
      ...constraintTags(parameter.type),
    ]),
  };
}

function bodyArgument(body: RequestBody): PropertyShape {
  const [first] = body.contents;
  return {
    name: body.name,
    optional: !body.required,
    shape: unionShape(body.contents.map((content) => shapeOf(content.type))),
    doc: docBlock(body.description, first === undefined ? [] : constraintTags(first.type)),
  };
}

/** Inline objects of a result are always expanded: one that breaks makes prettier lay out the arguments in another way. */
function resultShape({ result }: Operation): Shape {
  if (result.type === undefined) return UNDEFINED;
  const shape = expandedShape(shapeOf(result.type));
  return result.mayBeEmpty ? unionShape([shape, UNDEFINED]) : shape;
}

/** The summary is the first paragraph; a description that has none before it follows `@remarks`. */
function methodDoc({ summary, description, deprecated }: Operation): readonly string[] {
  const tags = deprecated ? [{ name: "deprecated" }] : [];
  const first = summary?.replace(/\s+/g, " ").trim() ?? "";
  if (first === "" && description !== undefined) return docBlock(description, tags, "remarks");
  return docBlock([first, description ?? ""].join("\n\n"), tags);
}
