/**
 * Stands in for the MCP SDK's own shims in our Worker. The SDK takes a JSON Schema validator from there for schemas that bring none:
 * ours bring their own check, so there is nothing to compile, and no validator need be shipped.
 */

/** The SDK makes one at start and asks it for validators of elicitation answers, which these servers never request. */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error("No JSON Schema validator is bundled");
  }
}
