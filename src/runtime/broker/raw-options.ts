import type { JsonValue } from "../api/types.js";
import { ArgumentError } from "../client/errors.js";
import { checkHeader } from "../client/header.js";

/** What `raw` takes beside the arguments. */
export interface RawOptions {
  readonly accept?: string;
  readonly contentType?: string;
}

/** The options from their JSON text, empty for none. Throws `ArgumentError` for anything but the two texts. */
export function readRawOptions(operation: string, json: string): RawOptions {
  const value: JsonValue = json.trim() === "" ? null : JSON.parse(json);
  if (value === null) return {};
  const options: { accept?: string; contentType?: string } = {};
  for (const [key, text] of Object.entries(value)) {
    if ((key !== "accept" && key !== "contentType") || typeof text !== "string") {
      throw new ArgumentError(
        key,
        `${operation}: the options of raw() are { accept?: string, contentType?: string }`,
      );
    }
    checkHeader(key, key, text);
    options[key] = text;
  }
  return options;
}
