import type { ObjectType, Type } from "../../runtime/api/types.js";
import type { IdentifierReader } from "./identifier.js";
import { type Scalar, scalarOf, type TypeOf } from "./scalar.js";

/** A scalar in a result that identifies what it belongs to, or something else. */
export interface ResultField {
  /** From the root, as TypeScript reads it: `.results[].id`. */
  readonly at: string;
  readonly name: string;
  /** Terms that name the object it belongs to: of its type, and of the property that holds it. Empty where only the context names it. */
  readonly holders: readonly (readonly string[])[];
  readonly scalar: Scalar;
  /** True when what it identifies is an item of an array, so that there are several to choose from. */
  readonly listed: boolean;
  readonly required: boolean;
  /** True when only one of several alternatives of a result has it. */
  readonly alternative: boolean;
  /** Properties between the root and it, those that only wrap a list not counted. */
  readonly depth: number;
}

const MAX_LEVELS = 4;
const MAX_FIELDS = 150;
/** Types looked at: those that refer to each other may have exponentially many ways through them. */
const MAX_VISITS = 2_000;

/** Properties that hold the items of a list and say nothing of them. */
const WRAPPERS: ReadonlySet<string> = new Set(
  "data items results result entries values list records objects elements content rows nodes edges node response payload collection hits resources embedded value".split(
    " ",
  ),
);

/** What `resultFields` reads with. `wanted` are names of arguments, which a field may have as its own. */
export interface FieldReading {
  readonly typeOf: TypeOf;
  readonly reader: IdentifierReader;
  readonly wanted: ReadonlySet<string>;
}

/** The fields of a result that identify something, those nearest to the root first; at most 150. */
export function resultFields(type: Type, reading: FieldReading): readonly ResultField[] {
  const fields: ResultField[] = [];
  const visits = { left: MAX_VISITS };
  let level: Place[] = [
    { type, at: "", holders: [], listed: false, alternative: false, depth: 0, inside: [] },
  ];
  for (let depth = 0; depth <= MAX_LEVELS && level.length > 0; depth += 1) {
    const next: Place[] = [];
    for (const place of level) {
      if (fields.length >= MAX_FIELDS) return fields;
      visit(place, { ...reading, fields, next, visits });
    }
    level = next;
  }
  return fields;
}

interface Place {
  readonly type: Type;
  readonly at: string;
  readonly holders: readonly (readonly string[])[];
  readonly listed: boolean;
  readonly alternative: boolean;
  readonly depth: number;
  /** Named types around it. */
  readonly inside: readonly string[];
}

interface Walk extends FieldReading {
  readonly fields: ResultField[];
  readonly next: Place[];
  readonly visits: { left: number };
}

function visit(place: Place, walk: Walk): void {
  const { type } = place;
  walk.visits.left -= 1;
  if (walk.visits.left < 0) return;
  switch (type.kind) {
    case "array":
      visit({ ...place, type: type.items, at: `${place.at}[]`, listed: true }, walk);
      return;
    case "ref": {
      const target = walk.typeOf(type.name);
      if (target === undefined || place.inside.includes(type.name)) return;
      const holders = [...place.holders, walk.reader.terms(type.name)];
      visit({ ...place, type: target, holders, inside: [...place.inside, type.name] }, walk);
      return;
    }
    case "union": {
      const members = type.members.filter((member) => member.kind !== "null");
      const alternative = place.alternative || members.length > 1;
      for (const member of members) visit({ ...place, type: member, alternative }, walk);
      return;
    }
    case "intersection":
      for (const member of type.members) visit({ ...place, type: member }, walk);
      return;
    case "object":
      visitProperties(type, place, walk);
      return;
    default:
      return;
  }
}

function visitProperties(object: ObjectType, place: Place, walk: Walk): void {
  const { holders, listed, alternative, depth, inside } = place;
  for (const { name, type, required } of object.properties) {
    const at = `${place.at}${memberAccess(name)}`;
    const scalar = type.kind === "array" ? undefined : scalarOf(type, walk.typeOf);
    if (scalar === undefined) {
      const wraps = WRAPPERS.has(name.toLowerCase());
      const around = wraps ? holders : [walk.reader.terms(name)];
      walk.next.push({
        type,
        at,
        holders: around,
        listed: false,
        alternative,
        depth: depth + (wraps ? 0 : 1),
        inside,
      });
    } else if (walk.wanted.has(name) || walk.reader.keyRank(name) !== undefined) {
      walk.fields.push({ at, name, holders, scalar, listed, required, alternative, depth });
    }
  }
}

/** `.id`, or `["x-id"]`. */
export function memberAccess(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
