import type { ApiLookup } from "../api/lookup.js";
import { signatureText } from "../search/signature.js";
import { startPrint } from "../search/type-text.js";
import { fitText } from "./fit-text.js";

const VIEW = {
  arguments: "all",
  depth: 2,
  properties: 12,
  named: 8,
  members: 8,
  notes: "left-out",
  required: "kept",
} as const;

/** The signature of an operation as the end of a failure, at most `tokens` long; none where there is no such operation. */
export function shownSignature(
  lookup: ApiLookup,
  id: string | undefined,
  tokens: number,
): readonly string[] {
  const operation = id === undefined ? undefined : lookup.operation(id);
  if (operation === undefined) return [];
  return [fitText(signatureText(lookup.api.name, operation, VIEW, startPrint()), tokens)];
}
