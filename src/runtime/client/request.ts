import type { HttpMethod, ParameterLocation } from "../api/api.js";
import { type OperationRow, type ParameterRow, pathVariables } from "../api/row.js";
import { framingOf } from "../api/sequential.js";
import { joinUrl } from "./base-url.js";
import { type BodyContent, type EncodedBody, encodeBody } from "./body.js";
import { ArgumentError } from "./errors.js";
import type { FieldEncodings } from "./form.js";
import { essence, isMediaType } from "./media-type.js";
import {
  cookieTexts,
  type Placed,
  pathText,
  queryStringText,
  queryTexts,
  setHeader,
} from "./parameter-text.js";
import { percentEncodeLiteral } from "./percent.js";
import { textOf } from "./value-shape.js";

/** Argument name → value. Only own properties are read. */
export type Arguments = { readonly [argument: string]: unknown };

export interface RequestContext {
  readonly baseUrl: URL;
  /** Instead of what the row accepts. */
  readonly accept?: string | undefined;
  /** Instead of the row's first request media type. */
  readonly contentType?: string | undefined;
}

/** A request without credentials, ready for `fetch`. */
export interface HttpRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: BodyContent;
}

/**
 * The HTTP request of one call. A missing path argument, a value that cannot stand where it belongs
 * and a header that is not the caller's to set throw `ArgumentError`.
 */
export function buildRequest(
  row: OperationRow,
  args: Arguments,
  context: RequestContext,
): HttpRequest {
  const [method, template] = routeOf(row);
  const placed = placeArguments(row, args, pathVariables(template));
  const at = (location: ParameterLocation) => placed.filter((one) => one.in === location);
  const [path, fixedQuery] = splitTemplate(template);
  const query = [
    ...fixedQuery,
    ...at("query").flatMap(queryTexts),
    ...at("querystring")
      .map(queryStringText)
      .filter((text) => text !== ""),
  ].join("&");
  const headers = new Headers();
  headers.set("accept", context.accept ?? acceptOf(row));
  for (const one of at("header")) setHeader(headers, one);
  const cookies = at("cookie").flatMap(cookieTexts);
  if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
  const body = bodyOf(row, args, context.contentType ?? contentTypeArgument(placed));
  if (body !== undefined) {
    if (method === "GET" || method === "HEAD") {
      throw new ArgumentError(row.bodyName ?? "body", `fetch sends no body with ${method}`);
    }
    headers.set("content-type", body.contentType);
  }
  return {
    method,
    url: joinUrl(context.baseUrl, fillPath(path, at("path")), query),
    headers,
    ...(body !== undefined && { body: body.content }),
  };
}

/** What the row accepts, as far as it can stand in a header; a stream only where there is nothing else, since a call reads the answer whole. */
function acceptOf({ accept }: OperationRow): string {
  if (accept === undefined) return "application/json";
  const sendable = accept.filter(isMediaType);
  const whole = sendable.filter((mediaType) => framingOf(mediaType) === undefined);
  return (whole.length > 0 ? whole : sendable).join(", ") || "*/*";
}

function routeOf(row: OperationRow): [HttpMethod, string] {
  const space = row.http.indexOf(" ");
  // The type of `http` is this very concatenation.
  return [row.http.slice(0, space) as HttpMethod, row.http.slice(space + 1)];
}

function placeArguments(
  row: OperationRow,
  args: Arguments,
  inPath: ReadonlySet<string>,
): readonly Placed[] {
  const placed: Placed[] = [];
  for (const argument of new Set([...Object.keys(args), ...Object.keys(row.parameters ?? {})])) {
    if (isBody(row, argument)) continue;
    const own = parameterRow(row, argument);
    const value = sentValue(args, argument, own);
    if (value === undefined || value === null) continue;
    placed.push({
      argument,
      in: own?.in ?? (inPath.has(argument) ? "path" : "query"),
      name: own?.name ?? argument,
      value,
      row: own ?? {},
    });
  }
  return placed;
}

function sentValue(args: Arguments, argument: string, row: ParameterRow | undefined): unknown {
  if (row?.locked !== undefined) return row.locked;
  const given = Object.hasOwn(args, argument) ? args[argument] : undefined;
  return given === undefined ? row?.default : given;
}

/** The path of a template, and the query that some documents write into it. A fragment only tells operations apart. */
function splitTemplate(template: string): [path: string, query: string[]] {
  const [withoutFragment = ""] = template.split("#", 1);
  const mark = withoutFragment.indexOf("?");
  if (mark < 0) return [withoutFragment, []];
  const fixed = withoutFragment.slice(mark + 1).split("&");
  return [
    withoutFragment.slice(0, mark),
    fixed.filter((pair) => pair !== "" && !pair.includes("{")).map(percentEncodeLiteral),
  ];
}

function fillPath(path: string, placed: readonly Placed[]): string {
  const values = new Map(placed.map((one) => [one.name, one]));
  return path
    .split(/(\{[^{}]+\})/)
    .map((piece, at) => {
      if (at % 2 === 0) return percentEncodeLiteral(piece);
      const name = piece.slice(1, -1);
      const one = values.get(name);
      if (one === undefined)
        throw new ArgumentError(name, `\`${name}\` is missing: it is part of the path`);
      return pathText(one);
    })
    .join("");
}

function contentTypeArgument(placed: readonly Placed[]): string | undefined {
  const found = placed.find(
    (one) => one.in === "header" && one.name.toLowerCase() === "content-type",
  );
  return found === undefined ? undefined : textOf(found.value);
}

function bodyOf(
  row: OperationRow,
  args: Arguments,
  chosen: string | undefined,
): EncodedBody | undefined {
  const argument = row.bodyName ?? "body";
  const value = isBody(row, argument) && Object.hasOwn(args, argument) ? args[argument] : undefined;
  if (value === undefined) return undefined;
  if (chosen !== undefined && !isMediaType(chosen)) {
    throw new ArgumentError(argument, "The content type is not a media type");
  }
  const mediaType = chosen ?? preferredMediaType(row);
  return encodeBody(argument, value, mediaType, fieldEncodings(row, mediaType));
}

/** The encodings of the media type that a body is written in; parameters of the type, such as a charset, do not count. */
function fieldEncodings({ encoding = {} }: OperationRow, mediaType: string): FieldEncodings {
  const wanted = essence(mediaType);
  const [, found = {}] = Object.entries(encoding).find(([type]) => essence(type) === wanted) ?? [];
  return found;
}

/** The first media type that names one type, not a range. */
function preferredMediaType(row: OperationRow): string {
  const offered = row.contentTypes ?? ["application/json"];
  return (
    offered.find((type) => !type.includes("*") && isMediaType(type)) ?? "application/octet-stream"
  );
}

/** The body's argument, unless a parameter of that name is declared: such a row always says where it goes. */
function isBody(row: OperationRow, argument: string): boolean {
  return argument === (row.bodyName ?? "body") && parameterRow(row, argument)?.in === undefined;
}

function parameterRow(row: OperationRow, argument: string): ParameterRow | undefined {
  const rows = row.parameters;
  return rows !== undefined && Object.hasOwn(rows, argument) ? rows[argument] : undefined;
}
