import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { childPointer } from "../../diagnostics/pointer.js";
import { isObject, type JsonObject, objectAt } from "../json.js";
import type { NormalisedOperation, NormalisedWebhook } from "../normalised.js";
import { resolve } from "../resolve.js";
import { pathOperations } from "./path-item.js";

/** What the API sends: the document's webhooks, then the callbacks of the operations. */
export function webhooks(
  root: JsonObject,
  operations: readonly NormalisedOperation[],
  diagnostics: Diagnostics,
): NormalisedWebhook[] {
  const own = Object.entries(objectAt(root, "webhooks") ?? {}).flatMap(([name, value]) => {
    const pointer = childPointer("/webhooks", name);
    const sent = pathOperations(root, "", { value, pointer }, diagnostics);
    return sent.map((operation) => ({ name, operation }));
  });
  return [...own, ...operations.flatMap((caller) => callbacks(root, caller, diagnostics))];
}

function callbacks(
  root: JsonObject,
  caller: NormalisedOperation,
  diagnostics: Diagnostics,
): NormalisedWebhook[] {
  return Object.entries(objectAt(caller.value, "callbacks") ?? {}).flatMap(([name, value]) => {
    const pointer = childPointer(caller.pointer, "callbacks", name);
    const callback = resolve(root, { value, pointer }, diagnostics);
    if (callback === undefined) return [];
    return Object.entries(callback.value).flatMap(([expression, item]) => {
      if (expression.startsWith("x-") || !isObject(item)) return [];
      const at = childPointer(callback.pointer, expression);
      return pathOperations(root, expression, { value: item, pointer: at }, diagnostics).map(
        (operation) => ({ name, operation, caller: caller.pointer }),
      );
    });
  });
}
