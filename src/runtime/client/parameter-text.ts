import type { ParameterLocation } from "../api/api.js";
import type { ParameterRow } from "../api/row.js";
import { ArgumentError } from "./errors.js";
import { formText } from "./form.js";
import { checkHeader, isReservedHeader } from "./header.js";
import { essence, isJson } from "./media-type.js";
import { checkPathValue } from "./path-value.js";
import { percentEncode } from "./percent.js";
import {
  serialiseCookie,
  serialiseHeader,
  serialisePath,
  serialiseQuery,
  type ValueStyle,
} from "./serialise.js";
import { isComposite, jsonText, textOf } from "./value-shape.js";

/** One parameter with the value that goes out. `row` says what differs from the defaults. */
export interface Placed {
  readonly argument: string;
  readonly in: ParameterLocation;
  readonly name: string;
  readonly value: unknown;
  readonly row: ParameterRow;
}

/** The text for a variable of a path template. Throws `ArgumentError` for what cannot stand in a path. */
export function pathText(placed: Placed): string {
  const sent = sentValue(placed);
  checkPathValue(placed.argument, sent);
  return serialisePath(placed.name, sent, styleOf(placed, "simple"));
}

/** The `name=value` texts of a query parameter. */
export function queryTexts(placed: Placed): string[] {
  return serialiseQuery(placed.name, sentValue(placed), styleOf(placed, "form"));
}

/** The whole query string (OAS 3.2 §4.12.3): a form as a form, anything else percent-encoded as a whole. */
export function queryStringText(placed: Placed): string {
  const isForm = essence(placed.row.mediaType ?? FORM) === FORM;
  return isForm ? formOf(placed) : percentEncode(textOf(sentValue(placed)));
}

/** The `name=value` texts of a cookie parameter. */
export function cookieTexts(placed: Placed): string[] {
  return serialiseCookie(placed.name, sentValue(placed), styleOf(placed, "form"));
}

/** Sets the field of a header parameter. `Content-Type` chooses how the body is written, so it is not set here. */
export function setHeader(headers: Headers, placed: Placed): void {
  const { argument, name, row } = placed;
  if (name.toLowerCase() === "content-type") return;
  if (isReservedHeader(name)) {
    throw new ArgumentError(
      argument,
      `\`${argument}\` would set the header ${name}, which is not an argument's to set`,
    );
  }
  const sent = sentValue(placed);
  const text = serialiseHeader(name, sent, styleOf(placed, "simple"));
  if (text === undefined) return;
  const field = row.mediaType !== undefined && isJson(row.mediaType) ? asciiJson(text) : text;
  checkHeader(argument, name, field);
  headers.set(name, field);
}

/** The style with its defaults: `form` and `cookie` explode, the others do not (OAS 3.2 §4.12.2). */
function styleOf({ row }: Placed, usual: string): ValueStyle {
  const style = row.style ?? usual;
  return {
    style,
    explode: row.explode ?? (style === "form" || style === "cookie"),
    allowReserved: row.allowReserved ?? false,
  };
}

const FORM = "application/x-www-form-urlencoded";

/** The value, or the text of the document that the parameter is sent as where it is described by `content` (OAS 3.1 §4.8.12.3). */
function sentValue(placed: Placed): unknown {
  const { argument, value, row } = placed;
  if (row.mediaType === undefined) return value;
  if (isJson(row.mediaType)) return jsonText(argument, value);
  if (essence(row.mediaType) === FORM && isComposite(value)) return formOf(placed);
  return textOf(value);
}

function formOf({ argument, value, row }: Placed): string {
  if (typeof value === "string") return value;
  if (isComposite(value) && !Array.isArray(value)) {
    return formText(Object.entries(value), row.encoding ?? {});
  }
  throw new ArgumentError(
    argument,
    `\`${argument}\` must be an object: its members are the form's fields`,
  );
}

/** JSON text whose strings escape all that is not ASCII, so that a header can carry it. */
function asciiJson(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
