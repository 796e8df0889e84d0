import { listOf, type Members, memberOf, membersOf, targetOf } from "../document.js";
import type { Delimiter } from "./delimited.js";

export type Place = "path" | "query" | "header" | "cookie";

export type Style =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie";

/** How a value is written: OAS 3.1 §4.8.12.2, or a `collectionFormat` of Swagger 2.0 in the same terms. */
export interface Written {
  readonly style: Style;
  readonly explode: boolean;
  readonly delimiter: Delimiter;
  readonly schema: unknown;
}

/** A Parameter Object with its defaults filled in. */
export interface Declared extends Written {
  readonly in: Place;
  readonly name: string;
  readonly required: boolean;
  /** Of a parameter with `content`. */
  readonly mediaType: string | undefined;
}

/** One media type of a body. A field that `fields` has not is written as its media type says. */
export interface DeclaredContent {
  readonly mediaType: string;
  readonly schema: unknown;
  readonly fields: ReadonlyMap<string, DeclaredField>;
}

/** An Encoding Object (OAS 3.1 §4.8.15), or a `formData` parameter of Swagger 2.0. */
export interface DeclaredField {
  readonly contentType: string | undefined;
  /** Absent where the content type decides alone. */
  readonly written: Written | undefined;
}

export interface DeclaredOperation {
  readonly parameters: readonly Declared[];
  readonly contents: readonly DeclaredContent[];
}

/** What the document says that an operation takes. */
export function declaredOperation(
  document: Members,
  path: string,
  method: string,
): DeclaredOperation {
  const item = memberOf(document["paths"], path);
  const operation = membersOf(memberOf(item, method.toLowerCase()));
  const parameters = mergedParameters(document, item, operation);
  const isSwagger = document["swagger"] !== undefined;
  return {
    parameters: parameters.flatMap((one) =>
      isSwagger ? swaggerOf(one) : openApiOf(document, one),
    ),
    contents: isSwagger
      ? swaggerContents(document, operation, parameters)
      : openApiContents(document, operation),
  };
}

/** OAS 3.1 §4.8.10: an operation's parameter replaces the path's of the same name and location. */
function mergedParameters(document: Members, item: unknown, operation: Members): Members[] {
  const found = new Map<string, Members>();
  for (const holder of [item, operation]) {
    for (const given of listOf(memberOf(holder, "parameters"))) {
      const parameter = membersOf(targetOf(document, given));
      const name = String(parameter["name"]);
      const key = parameter["in"] === "header" ? name.toLowerCase() : name;
      found.set(`${parameter["in"]} ${key}`, parameter);
    }
  }
  return [...found.values()];
}

const PLACES: readonly Place[] = ["path", "query", "header", "cookie"];
const STYLES: readonly Style[] = [
  "simple",
  "label",
  "matrix",
  "form",
  "spaceDelimited",
  "pipeDelimited",
  "deepObject",
  "cookie",
];

function openApiOf(document: Members, parameter: Members): Declared[] {
  const place = PLACES.find((one) => one === parameter["in"]);
  if (place === undefined || isIgnored(parameter)) return [];
  const [content] = Object.entries(membersOf(parameter["content"]));
  const usual: Style = place === "path" || place === "header" ? "simple" : "form";
  return [
    {
      in: place,
      name: String(parameter["name"]),
      required: parameter["required"] === true || place === "path",
      ...writtenOf(parameter, usual),
      schema:
        content === undefined
          ? parameter["schema"]
          : memberOf(targetOf(document, content[1]), "schema"),
      mediaType: content?.[0],
    },
  ];
}

/** OAS 3.1 §4.8.12: "If `in` is `header` and the `name` field is `Accept`, `Content-Type` or `Authorization`, the parameter definition SHALL be ignored." */
function isIgnored({ in: place, name }: Members): boolean {
  return place === "header" && /^(?:accept|content-type|authorization)$/i.test(String(name));
}

function writtenOf(holder: Members, usual: Style): Omit<Written, "schema"> {
  const style = STYLES.find((one) => one === holder["style"]) ?? usual;
  const explode = holder["explode"];
  return {
    style,
    explode: typeof explode === "boolean" ? explode : style === "form" || style === "cookie",
    delimiter: style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",",
  };
}

function openApiContents(document: Members, operation: Members): DeclaredContent[] {
  const body = targetOf(document, operation["requestBody"]);
  return Object.entries(membersOf(memberOf(body, "content"))).map(([mediaType, given]) => {
    const content = membersOf(targetOf(document, given));
    const encoding = Object.entries(membersOf(content["encoding"]));
    const { schema } = content;
    return {
      mediaType,
      schema,
      fields: new Map(encoding.map(([name, one]) => [name, encodingOf(document, mediaType, one)])),
    };
  });
}

/**
 * OAS 3.0 §4.7.15: `style`, `explode` and `allowReserved` "SHALL be ignored if the request body media type is not
 * `application/x-www-form-urlencoded`"; 3.1 §4.8.15 adds `multipart/form-data`, and lets them take the place of `contentType`.
 */
function encodingOf(document: Members, mediaType: string, given: unknown): DeclaredField {
  const encoding = membersOf(targetOf(document, given));
  const { contentType } = encoding;
  const isForm = mediaType.startsWith("application/x-www-form-urlencoded");
  const isMultipart =
    mediaType.startsWith("multipart/form-data") && !String(document["openapi"]).startsWith("3.0");
  const says = ["style", "explode", "allowReserved"].some((name) => name in encoding);
  return {
    contentType: typeof contentType === "string" ? contentType : undefined,
    written:
      says && (isForm || isMultipart)
        ? { ...writtenOf(encoding, "form"), schema: undefined }
        : undefined,
  };
}

function swaggerOf(parameter: Members): Declared[] {
  const place = PLACES.find((one) => one === parameter["in"]);
  if (place === undefined || place === "cookie" || isIgnored(parameter)) return [];
  const name = String(parameter["name"]);
  const required = parameter["required"] === true || place === "path";
  return [{ in: place, name, required, ...collected(parameter, place), mediaType: undefined }];
}

/** Swagger 2.0, "Parameter Object": `collectionFormat`. */
function collected(parameter: Members, place: Place | "formData"): Written {
  const format = String(parameter["collectionFormat"] ?? "csv");
  const inForm = place === "query" || place === "formData";
  const delimiters: ReadonlyMap<string, Delimiter> = new Map([
    ["ssv", " "],
    ["tsv", "\t"],
    ["pipes", "|"],
  ]);
  return {
    style: inForm ? "form" : "simple",
    explode: inForm && format === "multi",
    delimiter: delimiters.get(format) ?? ",",
    schema: parameter,
  };
}

function swaggerContents(
  document: Members,
  operation: Members,
  parameters: readonly Members[],
): DeclaredContent[] {
  const consumes = listOf(operation["consumes"] ?? document["consumes"]).map(String);
  const body = parameters.find((one) => one["in"] === "body");
  if (body !== undefined) {
    const types = consumes.length === 0 ? ["application/json"] : consumes;
    return types.map((mediaType) => ({ mediaType, schema: body["schema"], fields: new Map() }));
  }
  const fields = parameters.filter((one) => one["in"] === "formData");
  if (fields.length === 0) return [];
  const named = fields.map((one) => [String(one["name"]), one] as const);
  return ["application/x-www-form-urlencoded", "multipart/form-data"].map((mediaType) => ({
    mediaType,
    schema: { type: "object", properties: Object.fromEntries(named) },
    fields: new Map(
      named.map(([name, one]) => [
        name,
        {
          contentType: undefined,
          written: one["type"] === "array" ? collected(one, "formData") : undefined,
        },
      ]),
    ),
  }));
}
