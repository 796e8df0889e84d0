import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { type JsonObject, member, objectAt } from "../json.js";
import type { NormalisedContent } from "../normalised.js";
import type { Located } from "../reference.js";
import { resolve } from "../resolve.js";

/**
 * The media types of a body, response or parameter with the schema of each. A sequential media type (OAS 3.2 §4.14.3) may have
 * an `itemSchema` instead: each line or event is one such value.
 */
export function contents(
  root: JsonObject,
  holder: Located<JsonObject>,
  diagnostics: Diagnostics,
): NormalisedContent[] {
  return Object.entries(objectAt(holder.value, "content") ?? {}).flatMap(([mediaType, value]) => {
    const pointer = childPointer(holder.pointer, "content", mediaType);
    const content = resolve(root, { value, pointer }, diagnostics);
    if (content === undefined) return [{ kind: "schema", mediaType } as const];
    const at = (key: string): Located | undefined => {
      const schema = member(content.value, key);
      return schema === undefined
        ? undefined
        : { value: schema, pointer: childPointer(content.pointer, key) };
    };
    const schema = at("schema");
    const itemSchema = at("itemSchema");
    const encoding = objectAt(content.value, "encoding");
    return [
      {
        kind: "schema",
        mediaType,
        ...(schema !== undefined && { schema }),
        ...(itemSchema !== undefined && { itemSchema }),
        ...(encoding !== undefined && { encoding }),
      } as const,
    ];
  });
}
