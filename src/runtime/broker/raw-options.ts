import { ArgumentError } from "../client/errors.js";
import { checkHeader } from "../client/header.js";
import { isMediaType } from "../client/media-type.js";

/** What `raw` takes beside the arguments. */
export interface RawOptions {
  readonly accept?: string;
  readonly contentType?: string;
}

/** The options from their JSON text, empty for none. Throws `ArgumentError` for anything but media types. */
export function readRawOptions(operation: string, json: string): RawOptions {
  const value: unknown = json.trim() === "" ? null : JSON.parse(json);
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw wrong(operation, "");
  const options: { accept?: string; contentType?: string } = {};
  for (const [key, text] of Object.entries(value)) {
    if ((key !== "accept" && key !== "contentType") || typeof text !== "string") {
      throw wrong(operation, key);
    }
    // What an operation accepts may be several, with weights (RFC 9110 §12.5.1).
    const mediaTypes = key === "accept" ? text.split(",") : [text];
    if (!mediaTypes.every((mediaType) => isMediaType(mediaType.trim()))) {
      throw new ArgumentError(key, `${operation}: ${key} is no media type, such as "text/csv"`);
    }
    checkHeader(key, key, text);
    options[key] = text;
  }
  return options;
}

function wrong(operation: string, key: string): ArgumentError {
  const message = `${operation}: the options of raw() are { accept?: string, contentType?: string }`;
  return new ArgumentError(key, message);
}
