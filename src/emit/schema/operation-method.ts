import { carriesSame, resultOfPromise } from "../../ir/settle-responses.js";
import type { MediaType, Operation, Parameter, RequestBody } from "../../runtime/api/api.js";
import { streamedContent } from "../../runtime/api/streamed-content.js";
import { successResponses } from "../../runtime/api/success.js";
import { constraintTags, typeTags } from "../ts/constraint-tags.js";
import { type DocTag, docBlock } from "../ts/doc-block.js";
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
import { responseTags, streamTag } from "./response-tags.js";

/** The type of `operations.ts` for a body that has another type in each media type. */
export const BY_MEDIA_TYPE = "ByMediaType";

/** The interface of `operations.ts` that says what an operation streams. */
export const STREAMS = "Streams";

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
  const itemType = streamedContent(operation.responses)?.itemType;
  const item = itemType === undefined ? undefined : shapeOf(itemType);
  const doc = methodDoc(operation);
  const method = methodLayout(
    operation.name,
    args,
    result,
    item === undefined ? [] : [{ name: STREAMS, argument: item }],
  );
  return {
    layout: concat([...(doc.length === 0 ? [] : [block(doc)]), method, ";"]),
    shapes: [
      shape,
      result,
      ...(item === undefined ? [] : [{ kind: "reference" as const, name: STREAMS }, item]),
    ],
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
  const [first, ...others] = body.contents;
  const isOne = first !== undefined && others.every((other) => carriesSame(first, other));
  return {
    name: body.name,
    optional: !body.required,
    shape: isOne ? shapeOf(first.type) : byMediaType(body.contents),
    doc: docBlock(body.description, isOne ? contentTags(first) : []),
  };
}

function contentTags({ type, itemType }: MediaType): readonly DocTag[] {
  return [...constraintTags(type), ...(itemType === undefined ? [] : [streamTag(itemType, "")])];
}

/** `ByMediaType<{ … }>` */
export function byMediaType(contents: readonly MediaType[]): Shape {
  const properties = contents.map((content) => ({
    name: content.mediaType,
    optional: false,
    shape: shapeOf(content.type),
    doc: docBlock(undefined, contentTags(content)),
  }));
  return {
    kind: "generic",
    name: BY_MEDIA_TYPE,
    argument: { kind: "object", properties, expanded: false },
  };
}

/** Inline objects of a result are always expanded: one that breaks makes prettier lay out the arguments in another way. */
function resultShape({ result }: Operation): Shape {
  if (result.type === undefined) return UNDEFINED;
  const shape = expandedShape(shapeOf(result.type));
  return result.mayBeEmpty ? unionShape([shape, UNDEFINED]) : shape;
}

function methodDoc(operation: Operation): readonly string[] {
  const promised = resultOfPromise(successResponses(operation.responses));
  const tags: DocTag[] = [
    ...typeTags({ ...(operation.deprecated && { deprecated: true }) }),
    ...(promised?.type === undefined ? [] : constraintTags(promised.type, ["result"])),
    ...responseTags(operation),
  ];
  return summarised(operation, tags);
}

/** The summary is the first paragraph; a description that has none before it follows `@remarks`. */
export function summarised(
  { summary, description }: Pick<Operation, "summary" | "description">,
  tags: readonly DocTag[],
): readonly string[] {
  const first = summary?.replace(/\s+/g, " ").trim() ?? "";
  if (first === "" && description !== undefined) return docBlock(description, tags, "remarks");
  return docBlock([first, description ?? ""].join("\n\n"), tags);
}
