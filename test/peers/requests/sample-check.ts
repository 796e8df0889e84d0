import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type BodyKind, bodyKind } from "./sample-body.js";
import { isRaw, list, member, type Raw, rawOperation } from "./sample-document.js";
import { type Schemas, schemasOf, withProperties } from "./sample-schema.js";

/** Judges values by the schemas of the original document. */
export interface SampleCheck {
  /** What AJV finds wrong with the arguments, none if nothing; `uncheckable` for a schema that it cannot compile. */
  problems(path: string, method: string, given: Given): readonly Problem[];
}

/** Arguments as the document names and places them: sampled, or read from a request. */
export interface Given {
  readonly parameters: readonly {
    readonly in: string;
    readonly name: string;
    readonly value: unknown;
  }[];
  readonly body?: { readonly mediaType: string; readonly value: unknown } | undefined;
}

export interface Problem {
  readonly kind: "invalid" | "uncheckable";
  /** `query page: must be integer`. */
  readonly text: string;
}

/** What the document's own schemas are called inside AJV. */
const DOCUMENT = "document:";

/** AJV over one parsed document, whose dialect is translated: OpenAPI 3.0 and Swagger 2.0 are no JSON Schema. */
export function sampleCheck(document: unknown): SampleCheck {
  const schemas = schemasOf(document);
  const version = String(member(document, "openapi") ?? "2.0");
  const Validator = version.startsWith("3.1") ? Ajv2020 : Ajv;
  const ajv = new Validator({
    strict: false,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
    allErrors: false,
    code: { regExp: lenientRegExp },
  });
  formats.default(ajv);
  const translated = translate(document, schemas);
  ajv.addSchema({ ...Object(translated), $id: DOCUMENT });
  const compiled = new Map<unknown, ValidateFunction | string>();
  const validator = (schema: unknown): ValidateFunction | string => {
    const before = compiled.get(schema);
    if (before !== undefined) return before;
    const made = compile(ajv, translate(schema, schemas));
    compiled.set(schema, made);
    return made;
  };
  const judge = (about: string, schema: unknown, value: unknown): Problem[] => {
    const validate = validator(schema);
    if (typeof validate === "string")
      return [{ kind: "uncheckable", text: `${about}: ${validate}` }];
    if (validate(asJson(value))) return [];
    const [error] = validate.errors ?? [];
    return [{ kind: "invalid", text: `${about}${error?.instancePath}: ${error?.message}` }];
  };
  return {
    problems(path, method, { parameters, body }) {
      const operation = rawOperation(document, path, method);
      const found = parameters.flatMap(({ in: place, name, value }) => {
        const own = operation.parameters.find((one) => one.in === place && one.name === name);
        return judge(`${place} ${name}`, own?.schema ?? {}, value);
      });
      if (body === undefined) return found;
      const contents = operation.body?.contents ?? [];
      const own = contents.find(
        ({ mediaType, schema }) =>
          bodyKind(mediaType, schemas.flat(schema)).mediaType === body.mediaType,
      );
      const schema = own?.schema ?? {};
      const { kind } = bodyKind(body.mediaType, schemas.flat(schema));
      return isStructured(kind) ? [...found, ...judge("body", schema, body.value)] : found;
    },
  };
}

/** Bytes and text have no schema that says more than that. */
function isStructured(kind: BodyKind["kind"]): boolean {
  return kind === "json" || kind === "form" || kind === "multipart";
}

function compile(ajv: Ajv, schema: unknown): ValidateFunction | string {
  try {
    return ajv.compile(isRaw(schema) ? { ...schema } : {});
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
}

/** Many real patterns are no patterns with Unicode semantics. */
const lenientRegExp = Object.assign(
  (pattern: string, flags: string) => {
    try {
      return new RegExp(pattern, flags);
    } catch {
      return new RegExp(pattern);
    }
  },
  { code: "new RegExp" },
);

/** A sample's value with what stands for bytes in JSON Schema: a string. */
function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return "bytes";
  if (Array.isArray(value)) return value.map(asJson);
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asJson(part)]));
}

/** Keywords whose members are named by the document, not by JSON Schema. */
const MAPS = new Set(["properties", "patternProperties", "definitions", "$defs", "schemas"]);

/** Annotations that hold data, which may look like schemas. */
const DATA = new Set(["example", "examples", "default", "x-examples", "discriminator", "xml"]);

/** A schema, or all of a document, in the JSON Schema that AJV reads. Members that only come back are not required of a request. */
function translate(
  value: unknown,
  schemas: Schemas,
  around: ReadonlySet<unknown> = new Set(),
): unknown {
  if (Array.isArray(value)) return value.map((item) => translate(item, schemas, around));
  if (!isRaw(value)) return value;
  const readOnly = readOnlyMembers(value, schemas, around);
  const found: Record<string, unknown> = {};
  for (const [keyword, part] of Object.entries(withProperties(schemas.document, value))) {
    if (DATA.has(keyword)) continue;
    if (MAPS.has(keyword) && isRaw(part)) {
      found[keyword] = Object.fromEntries(
        Object.entries(part).map(([name, schema]) => [name, translate(schema, schemas)]),
      );
    } else if (keyword === "enum" || keyword === "const") found[keyword] = part;
    else found[keyword] = translate(part, schemas, keyword === "allOf" ? readOnly : new Set());
  }
  if (typeof found["$ref"] === "string")
    found["$ref"] = found["$ref"].replace(/^#/, `${DOCUMENT}#`);
  if ("required" in found) {
    found["required"] = list(found["required"]).filter((name) => !readOnly.has(name));
  }
  if (found["type"] === "file") found["type"] = "string";
  if (found["nullable"] === true && typeof found["type"] === "string") {
    found["type"] = [found["type"], "null"];
  }
  delete found["nullable"];
  excludeBound(found, "minimum", "exclusiveMinimum");
  excludeBound(found, "maximum", "exclusiveMaximum");
  return found;
}

/** OpenAPI 3.0 and before have a flag where JSON Schema has a number. */
function excludeBound(found: Record<string, unknown>, bound: string, excluded: string): void {
  if (typeof found[excluded] !== "boolean") return;
  if (found[excluded] && typeof found[bound] === "number") {
    found[excluded] = found[bound];
    delete found[bound];
  } else delete found[excluded];
}

/** Also what a member of `allOf` says of the properties of another. */
function readOnlyMembers(
  value: Raw,
  schemas: Schemas,
  around: ReadonlySet<unknown>,
): ReadonlySet<unknown> {
  if (!("required" in value || "allOf" in value)) return around;
  const properties = Object.entries(Object(schemas.flat(value).keywords["properties"]));
  const own = properties
    .filter(([, schema]) => schemas.flat(schema).keywords["readOnly"] === true)
    .map(([name]) => name);
  return new Set([...around, ...own]);
}
