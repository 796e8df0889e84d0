import { type FlatSchema, typeOf } from "./sample-schema.js";
import { isBinary } from "./sample-value.js";

/** How a body of a media type is made. */
export interface BodyKind {
  /** A type, where the document has a range. */
  readonly mediaType: string;
  readonly kind: "json" | "form" | "multipart" | "text" | "bytes";
}

/** RFC 9110 §8.3.1: the type in lower case, without parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** What a body of the media type is; of a range (RFC 9110 §12.5.1) the type that suits the schema. */
export function bodyKind(mediaType: string, flat: FlatSchema): BodyKind {
  const concrete = concreteType(mediaType, flat);
  return { mediaType: concrete, kind: kindOf(essence(concrete)) };
}

function concreteType(mediaType: string, flat: FlatSchema): string {
  const [type = "", subtype] = essence(mediaType).split("/");
  if (subtype !== "*") return mediaType;
  if (type === "text") return "text/plain";
  if (type === "image") return "image/png";
  if (type !== "*" && type !== "application") return `${type}/octet-stream`;
  const json = !isBinary(flat) && typeOf(flat) !== undefined && typeOf(flat) !== "string";
  return json ? "application/json" : "application/octet-stream";
}

const TEXTS =
  /^(text\/|application\/(xml|javascript|x-javascript|graphql|sql|yaml|x-yaml|toml|x-ndjson|jsonl)$)|\+(xml|yaml)$/;

function kindOf(type: string): BodyKind["kind"] {
  if (/^(application|text)\/json$|\+json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (type.startsWith("multipart/")) return "multipart";
  return TEXTS.test(type) ? "text" : "bytes";
}
