import type { HttpMethod, ParameterLocation } from "../runtime/api/api.js";
import type { JsonValue } from "../runtime/api/types.js";
import type { JsonObject } from "./json.js";
import type { Located } from "./reference.js";

/**
 * A document in OpenAPI 3.1's shapes, whatever version it was written in: path-level parameters merged, references to
 * parameters, bodies, responses and path items followed. Schemas stay as they lie in the document, each with its pointer
 * into it; `normaliseSchema` turns one into the 3.1 dialect when it is read.
 */
export interface NormalisedDocument {
  readonly root: JsonObject;
  readonly dialect: Dialect;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly JsonObject[];
  readonly security: readonly JsonValue[];
  /** Scheme name → Security Scheme Object. */
  readonly securitySchemes: ReadonlyMap<string, Located<JsonObject>>;
  /** Tag name → description, or what else the document says of it in words. */
  readonly tags: ReadonlyMap<string, string>;
  /** The schemas that the document gives names: `components.schemas`, or Swagger's `definitions`. */
  readonly schemas: readonly Located[];
  /** In document order. */
  readonly operations: readonly NormalisedOperation[];
  /** In document order, those of the document before the callbacks of its operations. */
  readonly webhooks: readonly NormalisedWebhook[];
}

/** Which schema dialect the document uses: Swagger 2.0's, OAS 3.0's, or JSON Schema 2020-12 as OAS 3.1 takes it. */
export type Dialect = "2.0" | "3.0" | "3.1";

export interface NormalisedOperation {
  readonly method: HttpMethod;
  readonly path: string;
  readonly pointer: string;
  /** The Operation Object. */
  readonly value: JsonObject;
  readonly operationId?: string;
  readonly tags: readonly string[];
  readonly parameters: readonly NormalisedParameter[];
  readonly body?: NormalisedBody;
  /** In document order. */
  readonly responses: readonly NormalisedResponse[];
  /** Operation's, else path item's; absent when the document's apply. */
  readonly servers?: readonly JsonObject[];
  /** Absent when the document's applies. */
  readonly security?: readonly JsonValue[];
}

export interface NormalisedParameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly pointer: string;
  /** What a Parameter Object of 3.1 says besides its schema. */
  readonly value: JsonObject;
  /** Absent when the document gives none. */
  readonly schema?: Located;
  /** Set when the document gives `content` instead of `schema`. */
  readonly mediaType?: string;
  /** Field → Encoding Object, where that media type is a form. */
  readonly encoding?: JsonObject;
}

export interface NormalisedBody {
  readonly pointer: string;
  readonly required: boolean;
  readonly description?: string;
  /** In document order; empty when the body has no content. */
  readonly contents: readonly NormalisedContent[];
}

export interface NormalisedResponse {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  /** In document order; empty when the response has no content. */
  readonly contents: readonly NormalisedContent[];
  /** The names of its headers, in lower case. Absent when it describes none. */
  readonly headers?: readonly string[];
  /** Absent when it has none. */
  readonly links?: readonly NormalisedLink[];
}

/** A Link Object: what this response gives for a call of another operation. */
export interface NormalisedLink {
  readonly name: string;
  readonly pointer: string;
  readonly target:
    | { readonly kind: "operationId"; readonly operationId: string }
    | { readonly kind: "operationRef"; readonly operationRef: string };
  /** Parameter, perhaps with its location (`path.id`) → runtime expression or constant. */
  readonly parameters: JsonObject;
  readonly body?: JsonValue;
}

/**
 * What a media type carries: a schema, or the fields of a form (Swagger 2.0's `in: formData`). `encoding` is from field to Encoding Object.
 * `itemSchema` is that of one line or event of a sequential media type (OAS 3.2 §4.14.3).
 */
export type NormalisedContent = { readonly mediaType: string; readonly encoding?: JsonObject } & (
  | { readonly kind: "schema"; readonly schema?: Located; readonly itemSchema?: Located }
  | { readonly kind: "form"; readonly fields: readonly NormalisedField[] }
);

export interface NormalisedField {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Located;
}

/** A request that the API sends: an entry of `webhooks` (OAS 3.1 §4.8.1), or a callback of an operation (OAS 3.1 §4.8.18). */
export interface NormalisedWebhook {
  /** Its key in `webhooks` or `callbacks`. */
  readonly name: string;
  /** As the API sends it; `path` is the callback's runtime expression, or empty. */
  readonly operation: NormalisedOperation;
  /** Pointer of the operation that the callback belongs to. */
  readonly caller?: string;
}
