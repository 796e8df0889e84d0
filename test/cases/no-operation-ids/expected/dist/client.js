import { createClient as create } from "./runtime/client.js";
import { api, operations } from "./schema/index.js";

export { ApiError, ArgumentError, ConfigurationError, ResponseError } from "./runtime/client.js";
export { api, operations };

export function createClient(options) {
  return create(api, operations, options);
}
