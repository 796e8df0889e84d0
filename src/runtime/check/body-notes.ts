import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { bodyMisfit } from "./call-problem.js";
import { knownJson } from "./known-value.js";
import { listedNames } from "./misfit.js";

/**
 * What the document does not say of a body that is about to be sent, as sentences. It is sent: whoever wrote the call has been told of what is certain
 * before it ran, documents contradict themselves, and the API knows best.
 */
export function bodyNotes(
  operation: Operation,
  value: unknown,
  lookup: ApiLookup,
): readonly string[] {
  const { id, body } = operation;
  if (body === undefined) return [];
  const args = {
    kind: "object",
    members: new Map([[body.name, knownJson(value)]]),
    isWhole: true,
  } as const;
  const problem = bodyMisfit(operation, args, lookup);
  return [
    ...(problem === undefined ? [] : [`${id}: by the document ${problem.message}`]),
    ...unlistedFields(operation, value, lookup),
  ];
}

/** Fields that no type of the body lists: JSON Schema allows them where it says nothing of further properties, and a misspelt one has no effect. */
function unlistedFields(
  { id, body }: Operation,
  value: unknown,
  lookup: ApiLookup,
): readonly string[] {
  if (body === undefined || !isFields(value)) return [];
  const listed = new Set<string>();
  for (const { type } of body.contents) {
    const names = listedNames(type, lookup);
    if (names === undefined) return [];
    for (const name of names) listed.add(name);
  }
  if (listed.size === 0) return [];
  return Object.keys(value)
    .filter((name) => !listed.has(name))
    .map((name) => {
      const [near] = nearest(name, [...listed], 1);
      const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
      return `${id}: the document knows no \`${body.name}.${name.slice(0, 60)}\`${hint}`;
    });
}

function isFields(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
