import { childPointer } from "../../diagnostics/pointer.js";
import { isTrue, member, textAt } from "../json.js";
import type { NormalisedBody } from "../normalised.js";
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
): NormalisedBody | undefined {
  const body = parameters.find((parameter) => parameter.in === "body");
  if (body !== undefined) return schemaBody(body, consumes);
  const fields = parameters.filter((parameter) => parameter.in === "formData");
  if (fields.length === 0) return undefined;
  return {
    pointer: operationPointer,
    required: fields.some(({ located }) => isTrue(located.value, "required")),
    contents: formTypes(fields, consumes).map((mediaType) => ({
      kind: "form",
      mediaType,
      fields: fields.map(({ name, located }) => ({
        name,
        required: isTrue(located.value, "required"),
        schema: located,
      })),
    })),
  };
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
