import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { isTrue, objectAt, textAt } from "../normalise/json.js";
import type {
  NormalisedBody,
  NormalisedContent,
  NormalisedField,
  NormalisedOperation,
  NormalisedResponse,
} from "../normalise/normalised.js";
import type { MediaType, Parameter, RequestBody, Response, Result } from "../runtime/api/api.js";
import { framingOf } from "../runtime/api/sequential.js";
import type { Property, Type } from "../runtime/api/types.js";
import type { Direction } from "./direction.js";
import { lowerEncoding } from "./field-encoding.js";
import type { SchemaLowering } from "./schema-lowering.js";
import { unionOf } from "./type-algebra.js";

/** The body of an operation; absent when it has none, or one without content. */
export function lowerBody(
  operation: NormalisedOperation,
  parameters: readonly Parameter[],
  schemas: SchemaLowering,
  diagnostics: Diagnostics,
): RequestBody | undefined {
  if (operation.body === undefined) return undefined;
  if (operation.method === "GET" || operation.method === "HEAD") {
    const { method, body } = operation;
    if (!isVoid(body)) diagnostics.report("request-body-unsendable", body.pointer, { method });
    return undefined;
  }
  const contents = sendable(lowerContents(operation.body.contents, "request", schemas));
  if (contents.length === 0) return undefined;
  const { required, description } = operation.body;
  const taken = new Set(parameters.map(({ name }) => name));
  const name =
    ["body", "requestBody", "requestBodyContent"].find((candidate) => !taken.has(candidate)) ??
    "requestBody_";
  if (name !== "body")
    diagnostics.report("argument-renamed", operation.pointer, {
      name,
      wireName: "body",
      location: "request body; a",
    });
  return {
    name,
    required,
    ...(description !== undefined && { description }),
    contents,
  };
}

/** True for a body that has nothing to say: every content is an object that describes no property, and none is required. */
function isVoid({ required, contents }: NormalisedBody): boolean {
  return (
    !required &&
    contents.every((content) => {
      if (content.kind === "form") return content.fields.length === 0;
      const properties = objectAt(content.schema?.value, "properties");
      return properties !== undefined && Object.keys(properties).length === 0;
    })
  );
}

export function lowerResponses(
  responses: readonly NormalisedResponse[],
  schemas: SchemaLowering,
): Response[] {
  return responses.map(({ status, contents }) => ({
    status,
    contents: lowerContents(contents, "response", schemas),
  }));
}

/** What a call resolves to: the preferred body of each 2xx response; of `default` where there is none. */
export function resultOf(
  operation: NormalisedOperation,
  responses: readonly Response[],
  diagnostics: Diagnostics,
): Result {
  const successes = responses.filter(({ status }) => status.startsWith("2"));
  const counted =
    successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
  if (counted.length === 0) {
    const redirects = responses.some(
      ({ status }) => status.startsWith("3") || status.startsWith("1"),
    );
    if (redirects) return { mayBeEmpty: true };
    diagnostics.report("response-missing", operation.pointer, {});
    return { type: { kind: "unknown", why: "no-schema" }, mayBeEmpty: false };
  }
  const bodies = counted.flatMap(({ contents }) => contents.slice(0, 1).map(({ type }) => type));
  const mayBeEmpty =
    operation.method === "HEAD" || counted.some(({ contents }) => contents.length === 0);
  return {
    ...(bodies.length > 0 && operation.method !== "HEAD" && { type: unionOf(bodies) }),
    mayBeEmpty,
  };
}

/** Media types in order of preference: JSON, then as the document has them. */
export function lowerContents(
  contents: readonly NormalisedContent[],
  direction: Direction,
  schemas: SchemaLowering,
): MediaType[] {
  const lowered = contents.map((content) => lowerContent(content, direction, schemas));
  return lowered.toSorted((a, b) => preference(a.mediaType) - preference(b.mediaType));
}

/** JSON first; among it a list of changes (JSON Patch, RFC 6902) after what is an object, such as a merge patch (RFC 7396). */
function preference(mediaType: string): number {
  if (!isJson(mediaType)) return 2;
  return /^application\/json-patch\+json\b/i.test(mediaType) ? 1 : 0;
}

function lowerContent(
  content: NormalisedContent,
  direction: Direction,
  schemas: SchemaLowering,
): MediaType {
  const { mediaType } = content;
  const encoding = hasFields(mediaType) ? lowerEncoding(content.encoding) : {};
  if (content.kind === "form") {
    return { mediaType, type: formType(content.fields, schemas), ...encoding };
  }
  const { schema, itemSchema } = content;
  const type = schema === undefined ? undefined : schemas.lower(schema, direction);
  // By custom, what follows may be the schema of one item: `lowerStreams` decides.
  const assumed = direction === "response" && framingOf(mediaType) !== undefined ? type : undefined;
  const itemType = itemSchema === undefined ? assumed : schemas.lower(itemSchema, direction);
  return {
    mediaType,
    type: carried(mediaType, type, direction),
    ...(itemType !== undefined && { itemType }),
    ...(direction === "request" && encoding),
  };
}

/** True for a form and every multipart type: only these have an `encoding` (OAS 3.1 §4.8.14). */
function hasFields(mediaType: string): boolean {
  const essence = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  return essence === "application/x-www-form-urlencoded" || essence.startsWith("multipart/");
}

function formType(fields: readonly NormalisedField[], schemas: SchemaLowering): Type {
  const properties = fields.map(({ name, required, schema }): Property => {
    const description = textAt(schema.value, "description");
    return {
      name,
      type: schemas.lower(schema, "request"),
      required,
      ...(description !== undefined && { description }),
      ...(isTrue(schema.value, "deprecated") && { deprecated: true }),
    };
  });
  return { kind: "object", properties };
}

/** What is to be sent needs a media type: a range that takes a value that is neither text nor bytes takes it as JSON. */
function sendable(contents: readonly MediaType[]): MediaType[] {
  if (contents.some(({ mediaType }) => isJson(mediaType))) return [...contents];
  return contents.map((content) => {
    const isAny =
      content.mediaType.trim() === "*/*" || content.mediaType.trim() === "application/*";
    const { kind } = content.type;
    return isAny && kind !== "string" && kind !== "binary" && kind !== "unknown"
      ? { ...content, mediaType: "application/json" }
      : content;
  });
}

/** `application/json`, a `+json` type (RFC 6839 §3.1), or no type in particular. */
export function isJson(mediaType: string): boolean {
  return /^(application|text)\/json(?![\w-])|\+json(?![\w-])/i.test(mediaType);
}

/** What a media type carries into TypeScript: JSON and forms their schema, text a string, all else bytes. */
function carried(mediaType: string, type: Type | undefined, direction: Direction): Type {
  const essence = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  const unknown: Type = { kind: "unknown", why: "no-schema" };
  if (isJson(mediaType) || essence === "*/*") return type ?? unknown;
  if (direction === "request" && hasFields(mediaType)) return type ?? unknown;
  if (
    framingOf(mediaType) !== undefined ||
    /^text\/|[/+](xml|yaml|x-yaml|javascript|csv|graphql)$|^application\/x-www-form-urlencoded$/.test(
      essence,
    )
  )
    return { kind: "string" };
  if (
    type !== undefined &&
    (type.kind === "string" || type.kind === "enum") &&
    !/^(image|audio|video|font)\/|octet-stream|zip|pdf/.test(essence)
  )
    return type;
  return { kind: "binary" };
}
