import type { Emitter } from "../emitter.js";

/** Where the declarations stand; `./openapi` of the package leads there. */
export const OPENAPI_TYPES_FILE = "dist/openapi.d.ts";

/** The types of openapi-typescript, for who calls the API with openapi-fetch. Nothing unless they were asked for. */
export const emitOpenapiTypes: Emitter = ({ openapiTypes }) =>
  openapiTypes === undefined ? [] : [{ path: OPENAPI_TYPES_FILE, content: openapiTypes }];
