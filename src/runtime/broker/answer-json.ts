import type { JsonValue } from "../api/types.js";
import { base64 } from "../client/base64.js";
import { ResponseError } from "../client/errors.js";
import { headersOf } from "../client/response.js";
import { escapeData, mayHoldBytes } from "../sandbox/bytes.js";
import type { Answer } from "./exchange.js";
import type { Redactor } from "./redact.js";

/** A secret at the cut end of a text could be there in part, unrecognised, so the end of a cut text goes too. */
const CUT_MARGIN = 2048;

/** The body as it crosses to the guest, without secrets; `undefined` when there is none. */
export function bodyJson({ body }: Answer, redactor: Redactor): string | undefined {
  switch (body.kind) {
    case "empty":
      return undefined;
    case "json":
      return dataJson(body.value, redactor);
    case "text":
      return dataJson(body.text, redactor);
    case "binary":
      return bytesJson(body.bytes, redactor);
  }
}

/** Status, headers and body as they cross. Cookies that the API sets are credentials, so a snippet does not see them. */
export function rawJson(answer: Answer, redactor: Redactor): string {
  const { response } = answer;
  const headers = Object.entries(headersOf(response)).filter(([name]) => name !== "set-cookie");
  const body = bodyJson(answer, redactor);
  const rest = body === undefined ? "" : `,"body":${body}`;
  return `{"status":${response.status},"headers":${dataJson(Object.fromEntries(headers), redactor)}${rest}}`;
}

/** Items of a page or a stream as they cross. `cursor` is ours, and stands for the rest; `undefined` after the last. */
export function itemsJson(
  items: readonly unknown[],
  cursor: string | undefined,
  redactor: Redactor,
): string {
  // Whatever an answer was decoded to is JSON.
  const data = dataJson(items as readonly JsonValue[], redactor);
  return `{"items":${data}${cursor === undefined ? "" : `,"cursor":${JSON.stringify(cursor)}`}}`;
}

/** The body of an error without secrets, before anything shortens it further; of bytes it says how many they are. */
export function errorBody({ body, cut }: Answer, redactor: Redactor): JsonValue | undefined {
  if (body.kind === "empty") return undefined;
  if (body.kind === "binary") return `<${body.bytes.byteLength} bytes, ${body.mediaType}>`;
  const value = body.kind === "json" ? body.value : body.text;
  if (isDeeper(value, ERROR_LEVELS)) return `<JSON of more than ${ERROR_LEVELS} levels>`;
  const clean = redactor.value(value);
  return cut && typeof clean === "string" ? `${clean.slice(0, -CUT_MARGIN)}…` : clean;
}

/** Levels of JSON that an error's body may have. */
const ERROR_LEVELS = 64;

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** Throws `ResponseError` for a value so deep that it cannot be walked: parsing JSON takes no stack, writing it does. */
function dataJson(value: JsonValue, redactor: Redactor): string {
  try {
    const json = redactor.json(value);
    return mayHoldBytes(json) ? JSON.stringify(escapeData(JSON.parse(json))) : json;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ResponseError("The answer is nested too deeply");
  }
}

/** Taking a secret out of bytes would break them, so such bytes do not cross at all. */
function bytesJson(bytes: Uint8Array, redactor: Redactor): string {
  const text = new TextDecoder().decode(bytes);
  if (redactor.text(text) !== text) {
    throw new ResponseError(
      "The answer holds the server's credential within bytes, so it is withheld",
    );
  }
  return JSON.stringify({ $bytes: base64(bytes) });
}
