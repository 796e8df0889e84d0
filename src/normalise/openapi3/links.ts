import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { type JsonObject, member, objectAt, textAt } from "../json.js";
import type { NormalisedLink } from "../normalised.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";

/** The Link Objects of a response (OAS 3.1 §4.8.20). One that names no operation is left out. */
export function links(
  root: JsonObject,
  response: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedLink[] {
  return Object.entries(objectAt(response.value, "links") ?? {}).flatMap(([name, value]) => {
    const place = childPointer(response.pointer, "links", name);
    const link = resolve(root, { value, pointer: place }, diagnostics);
    if (link === undefined) return [];
    const operationId = textAt(link.value, "operationId");
    const operationRef = textAt(link.value, "operationRef");
    const body = member(link.value, "requestBody");
    if (operationId === undefined && operationRef === undefined) {
      diagnostics.report("link-dangling", link.pointer, { name });
      return [];
    }
    return [
      {
        name,
        pointer: link.pointer,
        target:
          operationId === undefined
            ? { kind: "operationRef", operationRef: operationRef ?? "" }
            : { kind: "operationId", operationId },
        parameters: objectAt(link.value, "parameters") ?? {},
        ...(body !== undefined && { body }),
      },
    ];
  });
}
