import { isObject, isTrue } from "../normalise/json.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import { lookUp, refOf } from "../normalise/reference.js";
import { subschemas } from "../normalise/subschemas.js";
import type { JsonValue } from "../runtime/api/types.js";

/** Whether a type describes what is sent or what comes back: `readOnly` is not sent, `writeOnly` does not come back (OAS 3.1 §4.8.24). */
export type Direction = "request" | "response";

export interface DirectionalSchemas {
  /** The key of a referenced schema: its pointer, or a second one for requests where the two directions differ. */
  variantKey(pointer: string, direction: Direction): string;
  /** `readOnly` and `writeOnly` of a property's schema, looked up through one reference, and in each part of an `allOf`. */
  flags(
    schema: JsonValue,
    pointer: string,
  ): { readonly readOnly: boolean; readonly writeOnly: boolean };
}

export const REQUEST_VARIANT = "#request";

export function directionalSchemas(document: NormalisedDocument): DirectionalSchemas {
  const differing = differingSchemas(document);
  return {
    variantKey: (pointer, direction) =>
      direction === "request" && differing.has(pointer) ? pointer + REQUEST_VARIANT : pointer,
    flags(schema, pointer) {
      const said = saying(document, schema, pointer);
      return {
        readOnly: said.some((one) => isTrue(one, "readOnly")),
        writeOnly: said.some((one) => isTrue(one, "writeOnly")),
      };
    },
  };
}

/** Where a property's flags may stand. Before OpenAPI 3.1 nothing could stand beside a `$ref`, so that many wrote both into an `allOf`. */
function saying(
  document: NormalisedDocument,
  schema: JsonValue,
  pointer: string,
): readonly (JsonValue | undefined)[] {
  const parts = isObject(schema) && Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  return [schema, ...parts].flatMap((one: JsonValue) => {
    const ref = refOf(one);
    return ref === undefined ? [one] : [one, lookUp(document.root, ref, pointer)?.value];
  });
}

/** Pointers of the component schemas that hold, or reach, a `readOnly` or `writeOnly` property. */
function differingSchemas(document: NormalisedDocument): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const marked: string[] = [];
  for (const { value, pointer } of document.schemas) {
    const found = scan(value);
    if (found.marked) marked.push(pointer);
    for (const ref of found.refs) {
      const target = lookUp(document.root, ref, pointer)?.pointer;
      if (target !== undefined) users.set(target, [...(users.get(target) ?? []), pointer]);
    }
  }
  const differing = new Set(marked);
  for (let next = marked.pop(); next !== undefined; next = marked.pop()) {
    for (const user of users.get(next) ?? []) {
      if (differing.has(user)) continue;
      differing.add(user);
      marked.push(user);
    }
  }
  return differing;
}

function scan(schema: JsonValue): { readonly marked: boolean; readonly refs: ReadonlySet<string> } {
  const refs = new Set<string>();
  let marked = false;
  const waiting = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isObject(next)) continue;
    const ref = refOf(next);
    if (ref !== undefined) refs.add(ref);
    if (isTrue(next, "readOnly") || isTrue(next, "writeOnly")) marked = true;
    for (const { value } of subschemas(next)) waiting.push(value);
  }
  return { marked, refs };
}
