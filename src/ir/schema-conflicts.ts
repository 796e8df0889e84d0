import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Type } from "../runtime/api/types.js";
import { contradiction } from "./json-kinds.js";

/** The members of one intersection as they were lowered, and the schema that joins them. */
export interface Joined {
  readonly pointer: string;
  readonly members: readonly Type[];
}

/** No hand writes a type of more parts; what is made to be large is not compared to its end. */
const MOST_PARTS = 500;

/** Reports the values and properties that the members of an `allOf` give disjoint types. */
export function reportConflicts(
  joined: readonly Joined[],
  named: (name: string) => Type | undefined,
  diagnostics: Diagnostics,
): void {
  for (const { pointer, members } of joined) {
    const report = (what: string, kinds: string): void =>
      diagnostics.report("schema-conflict", pointer, { what, kinds });
    const parts = partsOf(members, named);
    const whole = contradiction(parts);
    if (whole !== undefined) {
      report("the value", whole);
      continue;
    }
    const properties = new Map<string, Type[]>();
    for (const part of parts) {
      if (part.kind !== "object") continue;
      for (const { name, type } of part.properties) {
        const types = properties.get(name) ?? [];
        types.push(type);
        properties.set(name, types);
      }
    }
    for (const [name, types] of properties) {
      const kinds = types.length < 2 ? undefined : contradiction(partsOf(types, named));
      if (kinds !== undefined) report(`property ${name}`, kinds);
    }
  }
}

/** What types are made of that must hold together: references followed, each once, intersections taken apart. */
function partsOf(types: readonly Type[], named: (name: string) => Type | undefined): Type[] {
  const seen = new Set<string>();
  const parts: Type[] = [];
  const waiting = [...types].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (parts.length + seen.size > MOST_PARTS) return parts;
    if (next.kind === "intersection") waiting.push(...[...next.members].reverse());
    else if (next.kind !== "ref") parts.push(next);
    else if (!seen.has(next.name)) {
      seen.add(next.name);
      const target = named(next.name);
      if (target !== undefined) waiting.push(target);
    }
  }
  return parts;
}
