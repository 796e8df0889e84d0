import type {
  Decision,
  Effect,
  FieldEncoding,
  Link,
  SecurityScheme,
  Server,
} from "../runtime/api/api.js";
import type { ParameterRow } from "../runtime/api/row.js";
import type { StreamItem } from "../runtime/api/sequential.js";
import type { JsonValue } from "../runtime/api/types.js";

/** A kind of value that a row can hold: how an error names it, and how it is recognised. */
export interface ValueKind<T extends JsonValue | object> {
  readonly name: string;
  readonly is: (value: unknown) => value is T;
}

/** Values that are recognised by their text. */
export function oneOf<T extends string>(...values: readonly T[]): ValueKind<T> {
  const name = values.map((value) => JSON.stringify(value)).join(", ");
  return {
    name: values.length > 1 ? `one of ${name}` : name,
    is: (value): value is T => values.some((known) => known === value),
  };
}

export const TEXT: ValueKind<string> = { name: "a string", is: isText };
export const WEB_URL: ValueKind<string> = {
  name: "an https URL",
  is: (value): value is string =>
    isText(value) && value.startsWith("https://") && URL.canParse(value),
};
export const TEXTS: ValueKind<readonly string[]> = { name: "a list of strings", is: isTexts };
export const DECISION = oneOf<Decision>("allow", "ask", "deny");
export const EFFECT = oneOf<Effect>("read", "write", "destructive");
export const STREAM: ValueKind<StreamItem> = oneOf("data", "event", "jsonEvent");
export const TRUE: ValueKind<true> = { name: "true", is: (value) => value === true };
export const BOOLEAN: ValueKind<boolean> = {
  name: "true or false",
  is: (value) => typeof value === "boolean",
};
export const COUNT: ValueKind<number> = {
  name: "a positive number",
  is: (value): value is number => typeof value === "number" && value > 0,
};
export const LOCATION = oneOf("path", "query", "querystring", "header", "cookie");
export const STYLE: ValueKind<NonNullable<ParameterRow["style"]>> = oneOf(
  "simple",
  "label",
  "matrix",
  "form",
  "spaceDelimited",
  "pipeDelimited",
  "tabDelimited",
  "deepObject",
  "cookie",
);

const FIELD_STYLE = oneOf("form", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject");

type FieldEncodings = { readonly [field: string]: FieldEncoding };

/** How the fields of a form are written. */
export const FIELD_ENCODINGS: ValueKind<FieldEncodings> = {
  name: "an object from field to contentType, or style, explode and allowReserved",
  is: isFieldEncodings,
};

/** The same, for each media type of a body. */
export const BODY_ENCODING: ValueKind<{ readonly [mediaType: string]: FieldEncodings }> = {
  name: "an object from media type to field to contentType, or style, explode and allowReserved",
  is: (value): value is { readonly [mediaType: string]: FieldEncodings } =>
    isRecord(value) && Object.values(value).every(isFieldEncodings),
};

const FIELD_KEYS = ["contentType", "style", "explode", "allowReserved"];

function isFieldEncodings(value: unknown): value is FieldEncodings {
  return isRecord(value) && Object.values(value).every(isFieldEncoding);
}

function isFieldEncoding(value: unknown): value is FieldEncoding {
  return (
    isRecord(value) &&
    Object.keys(value).every((key) => FIELD_KEYS.includes(key)) &&
    isAbsentOr(value["contentType"], isText) &&
    isAbsentOr(value["style"], FIELD_STYLE.is) &&
    isAbsentOr(value["explode"], BOOLEAN.is) &&
    isAbsentOr(value["allowReserved"], TRUE.is)
  );
}

export type Security = readonly { readonly [scheme: string]: readonly string[] }[];

export const SECURITY: ValueKind<Security> = {
  name: "a list of objects from scheme to scopes",
  is: (value): value is Security =>
    Array.isArray(value) &&
    value.every((one) => isRecord(one) && Object.values(one).every(isTexts)),
};

export const SERVERS: ValueKind<readonly Server[]> = {
  name: "a list of servers, each with its url",
  is: (value): value is readonly Server[] => Array.isArray(value) && value.every(isServer),
};

export const SECURITY_SCHEMES: ValueKind<readonly SecurityScheme[]> = {
  name: "a list of security schemes, each with name and kind",
  is: (value): value is readonly SecurityScheme[] =>
    Array.isArray(value) && value.every(isSecurityScheme),
};

export const LINKS: ValueKind<readonly Link[]> = {
  name: "a list of links, each with name, status and operation",
  is: (value): value is readonly Link[] => Array.isArray(value) && value.every(isLink),
};

function isLink(value: unknown): value is Link {
  return (
    isRecord(value) &&
    isText(value["name"]) &&
    isText(value["status"]) &&
    isText(value["operation"]) &&
    isAbsentOr(value["parameters"], isRecord)
  );
}

function isServer(value: unknown): value is Server {
  if (!isRecord(value) || !isText(value["url"]) || !isAbsentOr(value["description"], isText)) {
    return false;
  }
  return isAbsentOr(
    value["variables"],
    (variables) =>
      Array.isArray(variables) &&
      variables.every(
        (one) =>
          isRecord(one) &&
          isText(one["name"]) &&
          isText(one["default"]) &&
          isAbsentOr(one["values"], isTexts),
      ),
  );
}

function isSecurityScheme(value: unknown): value is SecurityScheme {
  if (!isRecord(value) || !isText(value["name"]) || !isAbsentOr(value["description"], isText)) {
    return false;
  }
  switch (value["kind"]) {
    case "apiKey":
      return isText(value["parameter"]) && oneOf("header", "query", "cookie").is(value["in"]);
    case "http":
      return isText(value["scheme"]);
    case "oauth2":
      return (
        Array.isArray(value["flows"]) &&
        value["flows"].every(
          (flow) => isRecord(flow) && isText(flow["kind"]) && isTexts(flow["scopes"]),
        )
      );
    case "openIdConnect":
      return isText(value["url"]);
    case "mutualTLS":
      return true;
    default:
      return false;
  }
}

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isAbsentOr(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}
