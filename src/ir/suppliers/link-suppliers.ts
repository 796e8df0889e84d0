import { pointerKeys } from "../../diagnostics/pointer.js";
import type { Operation, Supplier } from "../../runtime/api/api.js";
import { memberAccess } from "./result-fields.js";

/** What the document's own links say: values of an answer's body that are arguments of another operation (OAS 3.1 §4.8.20). */
export function linkSuppliers(
  operations: readonly Operation[],
): (operation: string, argument: string) => readonly Supplier[] {
  const found = new Map<string, Supplier[]>();
  for (const { id, links = [] } of operations) {
    for (const link of links) {
      for (const [argument, value] of Object.entries(link.parameters ?? {})) {
        const at = typeof value === "string" ? placeOf(value) : undefined;
        if (at === undefined) continue;
        const key = keyOf(link.operation, argument);
        found.set(key, [...(found.get(key) ?? []), { operation: id, at }]);
      }
    }
  }
  return (operation, argument) => found.get(keyOf(operation, argument)) ?? [];
}

function keyOf(operation: string, argument: string): string {
  return `${operation} ${argument}`;
}

/** `$response.body#/items/0/id` → `.items[0].id` (OAS 3.1 §4.8.20.4); nothing for what is not in the body. */
function placeOf(expression: string): string | undefined {
  const pointer = /^\$response\.body#(\/.+)$/.exec(expression)?.[1];
  if (pointer === undefined) return undefined;
  return pointerKeys(pointer)
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : memberAccess(key)))
    .join("");
}
