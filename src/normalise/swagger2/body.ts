import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { isTrue, type JsonObject, member, textAt } from "../json.js";
import type { NormalisedBody } from "../normalised.js";
import type { Located } from "../reference.js";
import { collectionStyle } from "./collection-format.js";
import type { SwaggerParameter } from "./parameters.js";

const JSON_TYPE = "application/json";
const URL_ENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/**
 * The request body that `in: body`, or else the `in: formData` parameters describe.
 * @param consumes the media types that hold for the operation; none stands for the usual one.
 */
export function bodyOf(
  parameters: readonly SwaggerParameter[],
  consumes: readonly string[],
  operationPointer: string,
  diagnostics: Diagnostics,
): NormalisedBody | undefined {
  const body = parameters.find((parameter) => parameter.in === "body");
  if (body !== undefined) return schemaBody(body, consumes);
  const fields = parameters.filter((parameter) => parameter.in === "formData");
  if (fields.length === 0) return undefined;
  const styled = fields.map((field) => styledField(field, diagnostics));
  const encoding = Object.fromEntries(
    styled.flatMap(({ name, style }) => (style === undefined ? [] : [[name, style] as const])),
  );
  return {
    pointer: operationPointer,
    required: fields.some(({ located }) => isTrue(located.value, "required")),
    contents: formTypes(fields, consumes).map((mediaType) => ({
      kind: "form",
      mediaType,
      encoding,
      fields: styled.map(({ name, schema }) => ({
        name,
        required: isTrue(schema.value, "required"),
        schema,
      })),
    })),
  };
}

interface StyledField {
  readonly name: string;
  readonly schema: Located<JsonObject>;
  /** An Encoding Object; absent where the field is written as any other one. */
  readonly style?: JsonObject;
}

/** A list that no style can write is the text of the whole of it. */
function styledField({ name, located }: SwaggerParameter, diagnostics: Diagnostics): StyledField {
  const style = collectionStyle(located, "formData", diagnostics);
  if (style === undefined) {
    const { items: _, collectionFormat: __, ...rest } = located.value;
    return { name, schema: { ...located, value: { ...rest, type: "string" } } };
  }
  const isUsual = Object.keys(style).length === 0 || isTrue(style, "explode");
  return { name, schema: located, ...(!isUsual && { style }) };
}

function schemaBody({ located }: SwaggerParameter, consumes: readonly string[]): NormalisedBody {
  const { value, pointer } = located;
  const description = textAt(value, "description");
  const schema = member(value, "schema");
  return {
    pointer,
    required: isTrue(value, "required"),
    ...(description !== undefined && { description }),
    contents: (consumes.length === 0 ? [JSON_TYPE] : consumes).map((mediaType) => ({
      kind: "schema",
      mediaType,
      ...(schema !== undefined && {
        schema: { value: schema, pointer: childPointer(pointer, "schema") },
      }),
    })),
  };
}

/** A file goes only with `multipart/form-data` (Swagger 2.0, "Parameter Object": `type`). */
function formTypes(
  fields: readonly SwaggerParameter[],
  consumes: readonly string[],
): readonly string[] {
  if (fields.some(({ located }) => textAt(located.value, "type") === "file")) return [MULTIPART];
  const forms = consumes.filter((type) => type === URL_ENCODED || type.startsWith("multipart/"));
  return forms.length === 0 ? [URL_ENCODED] : forms;
}
