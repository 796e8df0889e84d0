import type { HttpMethod, ParameterLocation } from "../runtime/api/api.js";
import type { JsonValue } from "../runtime/api/types.js";
import type { JsonObject } from "./json.js";
import type { Located } from "./reference.js";

/**
 * A document in OpenAPI 3.1's shapes, whatever version it was written in: path-level parameters merged, references to
 * parameters, bodies, responses and path items followed. Schemas stay as they lie in the document, each with its pointer;
 * `normaliseSchema` turns one into the 3.1 dialect when it is read.
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
  /** Tag name → description. */
  readonly tags: ReadonlyMap<string, string>;
  /** In document order. */
  readonly operations: readonly NormalisedOperation[];
}

/** Which schema dialect the document uses: OAS 3.0's own, or JSON Schema 2020-12 as OAS 3.1 takes it. */
export type Dialect = "3.0" | "3.1";

export interface NormalisedOperation {
  readonly method: HttpMethod;
  readonly path: string;
  readonly pointer: string;
  /** The Operation Object. */
  readonly value: JsonObject;
  readonly operationId?: string;
  readonly tags: readonly string[];
  readonly parameters: readonly NormalisedParameter[];
  readonly body?: Located<JsonObject>;
  /** Status → Response Object; in document order. */
  readonly responses: readonly {
    readonly status: string;
    readonly response: Located<JsonObject>;
  }[];
  /** Operation's, else path item's; absent when the document's apply. */
  readonly servers?: readonly JsonObject[];
  /** Absent when the document's applies. */
  readonly security?: readonly JsonValue[];
}

export interface NormalisedParameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly pointer: string;
  /** The Parameter Object. */
  readonly value: JsonObject;
}
