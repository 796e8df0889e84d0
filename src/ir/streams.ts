import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { NormalisedContent, NormalisedOperation } from "../normalise/normalised.js";
import type { MediaType, Operation } from "../runtime/api/api.js";
import { framingOf, type StreamItem } from "../runtime/api/sequential.js";
import type { Property, Type } from "../runtime/api/types.js";

/** The type that a reference names; `undefined` for one that names none. */
export type ResolveType = (name: string) => Type | undefined;

const UNKNOWN: Type = { kind: "unknown", why: "no-schema" };

/** A server-sent event of which the document says nothing (HTML §9.2.6). */
const EVENT: Type = {
  kind: "object",
  properties: [
    { name: "event", type: { kind: "string" }, required: false },
    { name: "data", type: { kind: "string" }, required: true },
    { name: "id", type: { kind: "string" }, required: false },
    { name: "retry", type: { kind: "integer" }, required: false },
  ],
};

const EVENT_FIELDS = new Set(["event", "data", "id", "retry"]);

/**
 * Decides what one item is of each sequential media type that an operation answers. Before OAS 3.2 there is no `itemSchema`; by custom
 * `schema` is then that of one item, or of the array of all, unless it is that of the text. A server-sent event whose schema has
 * `data` and nothing that is no field of an event is the event (OAS 3.2 §4.14.4), any other schema is that of its `data`.
 */
export function lowerStreams(
  operation: Operation,
  { responses }: NormalisedOperation,
  resolve: ResolveType,
  diagnostics: Diagnostics,
): Operation {
  return {
    ...operation,
    responses: operation.responses.map((response) => {
      const declared = responses.find(({ status }) => status === response.status)?.contents ?? [];
      return {
        ...response,
        contents: response.contents.map((content) =>
          framingOf(content.mediaType) === undefined
            ? content
            : withItem(
                content,
                declared.find(({ mediaType }) => mediaType === content.mediaType),
                resolve,
                diagnostics,
              ),
        ),
      };
    }),
  };
}

/** `itemType` of `content` is what `itemSchema` says or, where there is none, `schema`. */
function withItem(
  content: MediaType,
  declared: NormalisedContent | undefined,
  resolve: ResolveType,
  diagnostics: Diagnostics,
): MediaType {
  const { mediaType, type, itemType } = content;
  const isEvent = framingOf(mediaType) === "events";
  const assumed =
    declared?.kind === "schema" && declared.itemSchema === undefined ? declared.schema : undefined;
  const whole = itemType === undefined ? undefined : resolved(itemType, resolve);
  const given = assumed !== undefined && whole?.kind === "array" ? whole.items : itemType;
  if (given === undefined || isText(given, resolve)) {
    if (isEvent) return { mediaType, type, itemType: EVENT, item: "event" };
    const isLine = given !== undefined && assumed === undefined;
    return { mediaType, type, itemType: isLine ? given : UNKNOWN };
  }
  if (assumed !== undefined) {
    diagnostics.report("stream-item-assumed", assumed.pointer, { mediaType });
  }
  const item = isEvent ? eventItem(given, resolve) : "data";
  return { mediaType, type, itemType: given, ...(item !== "data" && { item }) };
}

/** What an item of this type is. */
function eventItem(type: Type, resolve: ResolveType): StreamItem {
  const properties = propertiesOf(type, resolve, new Set());
  const data = properties?.filter(({ name }) => name === "data") ?? [];
  if (data.length === 0 || !properties?.every(({ name }) => EVENT_FIELDS.has(name))) return "data";
  return data.every((property) => isText(property.type, resolve)) ? "event" : "jsonEvent";
}

/** The properties of an object, of all alternatives and of all parts; `undefined` where one of them is no object. */
function propertiesOf(
  type: Type,
  resolve: ResolveType,
  seen: Set<string>,
): readonly Property[] | undefined {
  switch (type.kind) {
    case "object":
      return type.properties;
    case "ref": {
      if (seen.has(type.name)) return [];
      seen.add(type.name);
      const target = resolve(type.name);
      return target === undefined ? undefined : propertiesOf(target, resolve, seen);
    }
    case "union":
    case "intersection": {
      const found = type.members.map((member) => propertiesOf(member, resolve, seen));
      return found.every((properties) => properties !== undefined) ? found.flat() : undefined;
    }
    default:
      return undefined;
  }
}

/** True for a type whose values are texts, and for one of which nothing is known. */
function isText(type: Type, resolve: ResolveType): boolean {
  const found = resolved(type, resolve);
  switch (found.kind) {
    case "string":
    case "binary":
    case "unknown":
      return true;
    case "enum":
      return found.values.every((value) => typeof value === "string");
    default:
      return false;
  }
}

function resolved(type: Type, resolve: ResolveType): Type {
  let found = type;
  for (const seen = new Set<string>(); found.kind === "ref" && !seen.has(found.name); ) {
    seen.add(found.name);
    found = resolve(found.name) ?? UNKNOWN;
  }
  return found;
}
