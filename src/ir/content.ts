import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import { isTrue, type JsonObject, member, objectAt, textAt } from "../normalise/json.js";
import type { NormalisedOperation } from "../normalise/normalised.js";
import type { Located } from "../normalise/reference.js";
import type { MediaType, Parameter, RequestBody, Response, Result } from "../runtime/api/api.js";
import type { Type } from "../runtime/api/types.js";
import type { Direction } from "./direction.js";
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
  const contents = lowerContents(operation.body, "request", schemas);
  if (contents.length === 0) return undefined;
  const { value } = operation.body;
  const description = textAt(value, "description");
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
    required: isTrue(value, "required"),
    ...(description !== undefined && { description }),
    contents,
  };
}

export function lowerResponses(
  operation: NormalisedOperation,
  schemas: SchemaLowering,
): Response[] {
  return operation.responses.map(({ status, response }) => {
    const description = textAt(response.value, "description");
    return {
      status,
      ...(description !== undefined && { description }),
      contents: lowerContents(response, "response", schemas),
    };
  });
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
function lowerContents(
  holder: Located<JsonObject>,
  direction: Direction,
  schemas: SchemaLowering,
): MediaType[] {
  const entries = Object.entries(objectAt(holder.value, "content") ?? {});
  const contents = entries.map(([mediaType, content]) => {
    const value = member(content, "schema");
    const pointer = childPointer(holder.pointer, "content", mediaType, "schema");
    const type = value === undefined ? undefined : schemas.lower({ value, pointer }, direction);
    return { mediaType, type: carried(mediaType, type, direction) };
  });
  return [
    ...contents.filter(({ mediaType }) => isJson(mediaType)),
    ...contents.filter(({ mediaType }) => !isJson(mediaType)),
  ];
}

/** `application/json`, a `+json` type (RFC 6839 §3.1), or no type in particular. */
export function isJson(mediaType: string): boolean {
  return /^(application|text)\/json\b|\+json\b/i.test(mediaType);
}

/** What a media type carries into TypeScript: JSON and forms their schema, text a string, all else bytes. */
function carried(mediaType: string, type: Type | undefined, direction: Direction): Type {
  const essence = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  const unknown: Type = { kind: "unknown", why: "no-schema" };
  if (isJson(mediaType) || essence === "*/*") return type ?? unknown;
  if (
    direction === "request" &&
    (essence === "application/x-www-form-urlencoded" || essence.startsWith("multipart/"))
  )
    return type ?? unknown;
  if (
    /^text\/|[/+](xml|yaml|x-yaml|javascript|x-ndjson|jsonl|csv|graphql)$|^application\/x-www-form-urlencoded$/.test(
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
