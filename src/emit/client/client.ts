import type { Emitter } from "../emitter.js";
import { docBlock } from "../ts/doc-block.js";

/** What the client's own run-time module gives to those who use a client. */
const RUNTIME_VALUES = "ApiError, ArgumentError, ConfigurationError, ResponseError";
const RUNTIME_TYPES =
  "ApiResponse, BinaryContent, CallOptions, ClientHooks, ClientOptions, PaginateOptions, RawOptions, StreamOptions";

/** The wiring of the typed client: the tables of the schema given to the run-time module, and the types of the result. */
export const emitClient: Emitter = ({ api }) => [
  {
    path: "dist/client.js",
    content: `import { createClient as create } from "./runtime/client.js";
import { api, operations } from "./schema/index.js";

export { ${RUNTIME_VALUES} } from "./runtime/client.js";
export { api, operations };

export function createClient(options) {
  return create(api, operations, options);
}
`,
  },
  {
    path: "dist/client.d.ts",
    content: `import type { Client as ClientOf, ClientOptions } from "./runtime/client.js";
import type { operations as tables, ${api.typeName} } from "./schema/index.js";

export { ${RUNTIME_VALUES} } from "./runtime/client.js";
export type { ${RUNTIME_TYPES} } from "./runtime/client.js";
export { api, operations } from "./schema/index.js";
export type * from "./schema/index.js";

${docBlock(`A client of ${api.title}.`, []).join("\n")}
export type Client = ClientOf<${api.typeName}, typeof tables>;

/** Without options, the first server of the document is called, without credentials. */
export declare function createClient(options?: ClientOptions): Client;
`,
  },
];
