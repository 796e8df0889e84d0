import { isTrue, textAt } from "../normalise/json.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import type { Operation, Webhook } from "../runtime/api/api.js";
import { lowerContents } from "./content.js";
import type { SchemaLowering } from "./schema-lowering.js";

/** What the API sends: all webhooks of a document, and the callbacks of the operations that are kept. */
export function lowerWebhooks(
  document: NormalisedDocument,
  operations: readonly Operation[],
  schemas: SchemaLowering,
): Webhook[] {
  const ids = new Map(operations.map(({ source, id }) => [source, id]));
  return document.webhooks.flatMap(({ name, operation, caller }) => {
    const { value, method, path, pointer, body } = operation;
    const owner = caller === undefined ? undefined : ids.get(caller);
    if (caller !== undefined && owner === undefined) return [];
    const summary = textAt(value, "summary");
    const description = textAt(value, "description") ?? body?.description;
    return [
      {
        name,
        httpMethod: method,
        ...(summary !== undefined && { summary }),
        ...(description !== undefined && { description }),
        ...(isTrue(value, "deprecated") && { deprecated: true as const }),
        // The receiver reads what the API writes: a response, seen from here.
        contents: lowerContents(body?.contents ?? [], "response", schemas),
        ...(owner !== undefined && { callback: { operation: owner, url: path } }),
        source: pointer,
      },
    ];
  });
}
