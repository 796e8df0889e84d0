import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import type { Crawl } from "./crawl.js";
import { childOf, isObject } from "./json-value.js";
import { type Member, type Part, partKey } from "./member.js";

/** A part that exists. */
export interface Settled {
  readonly part: Part;
  readonly value: JsonValue;
}

/** References that are followed on the way to one part before they count as going round. */
const MOST_STEPS = 100;

/**
 * Finds what a part is in the end: on the way to it through an object that is a reference, and at its end where another file
 * holds nothing but one more reference. A component of the entry that is one keeps its own name.
 * Gives `undefined` for what does not exist, and for references in a circle. To be used before anything is changed.
 */
export function createSettle({ entry, links }: Crawl): (part: Part) => Settled | undefined {
  const ends = new Map<object, Part>();
  for (const { reference, to } of links) {
    if (reference.key === "$ref") ends.set(reference.holder, to);
  }
  const endOf = (value: JsonValue): Part | undefined =>
    isObject(value) ? ends.get(value) : undefined;

  const known = new Map<string, Settled | undefined>();

  function settle(part: Part): Settled | undefined {
    const key = partKey(part);
    const found = known.has(key) ? known.get(key) : follow(part);
    known.set(key, found);
    return found;
  }

  function follow(start: Part): Settled | undefined {
    let { member, pointer } = start;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const reached = reach({ member, pointer });
      if (reached === undefined) return undefined;
      if ("value" in reached) {
        const onward = isAlias(reached.value, member, entry) ? endOf(reached.value) : undefined;
        if (onward === undefined) return reached;
        ({ member, pointer } = onward);
      } else {
        ({ member, pointer } = reached);
      }
    }
    return undefined;
  }

  /** The value at a part, or the part that a reference on the way makes of it. */
  function reach(part: Part): Settled | Part | undefined {
    const keys = pointerKeys(part.pointer);
    let value = part.member.value;
    for (const [at, key] of keys.entries()) {
      const child = childOf(value, key);
      if (child === undefined) {
        const end = endOf(value);
        if (end === undefined) return undefined;
        return { member: end.member, pointer: childPointer(end.pointer, ...keys.slice(at)) };
      }
      value = child;
    }
    return { part, value };
  }

  return settle;
}

function isAlias(value: JsonValue, member: Member, entry: Member): boolean {
  return member !== entry && isObject(value) && Object.keys(value).length === 1;
}

/** Follows a pointer of the assembled root into the files: `moved` says, by `partKey`, what was put where. */
export function partAt(pointer: string, entry: Member, moved: ReadonlyMap<string, Part>): Part {
  let part: Part = { member: entry, pointer: "" };
  for (const key of pointerKeys(pointer)) {
    part = { member: part.member, pointer: childPointer(part.pointer, key) };
    part = moved.get(partKey(part)) ?? part;
  }
  return part;
}
