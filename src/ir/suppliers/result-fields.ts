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

/** What result fields are read with. `wanted` are names of arguments, which a field may have as its own. */
export interface FieldReading {
  readonly typeOf: TypeOf;
  readonly reader: IdentifierReader;
  readonly wanted: ReadonlySet<string>;
}

/** Finds the fields of a result that identify something, those nearest to the root first; at most 150. */
export function createFieldFinder(reading: FieldReading): (type: Type) => readonly ResultField[] {
  const { typeOf, reader } = reading;
  const outlines = new Map<ObjectType, Outline>();
  const outlined = (object: ObjectType): Outline => {
    const outline = outlines.get(object) ?? outlineOf(object, reading);
    outlines.set(object, outline);
    return outline;
  };
  return (type) => {
    const fields: ResultField[] = [];
    const visits = { left: MAX_VISITS };
    let level: Place[] = [{ ...NOWHERE, type }];
    for (let depth = 0; depth <= MAX_LEVELS && level.length > 0; depth += 1) {
      const next: Place[] = [];
      const walk: Walk = { typeOf, reader, outlined, fields, next, visits };
      for (const place of level) {
        if (fields.length >= MAX_FIELDS) return fields;
        visit(place, walk);
      }
      level = next;
    }
    return fields;
  };
}

/** What an object says of its properties, wherever it is met. */
interface Outline {
  readonly fields: readonly {
    /** `.id` */
    readonly access: string;
    readonly name: string;
    readonly scalar: Scalar;
    readonly required: boolean;
  }[];
  readonly others: readonly {
    readonly access: string;
    readonly type: Type;
    /** Index terms of its name; absent for one that only wraps a list. */
    readonly terms: readonly string[] | undefined;
  }[];
}

function outlineOf({ properties }: ObjectType, reading: FieldReading): Outline {
  const { typeOf, reader, wanted } = reading;
  const fields: Outline["fields"][number][] = [];
  const others: Outline["others"][number][] = [];
  for (const { name, type, required } of properties) {
    const access = memberAccess(name);
    const scalar = type.kind === "array" ? undefined : scalarOf(type, typeOf);
    if (scalar === undefined) {
      const terms = WRAPPERS.has(name.toLowerCase()) ? undefined : reader.terms(name);
      others.push({ access, type, terms });
    } else if (wanted.has(name) || reader.keyRank(name) !== undefined) {
      fields.push({ access, name, scalar, required });
    }
  }
  return { fields, others };
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

/** Before the first step. */
const NOWHERE: Place = {
  type: { kind: "null" },
  at: "",
  holders: [],
  listed: false,
  alternative: false,
  depth: 0,
  inside: [],
};

interface Walk extends Pick<FieldReading, "typeOf" | "reader"> {
  readonly outlined: (object: ObjectType) => Outline;
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
  const { fields, others } = walk.outlined(object);
  for (const { access, name, scalar, required } of fields) {
    const at = place.at + access;
    walk.fields.push({ at, name, holders, scalar, listed, required, alternative, depth });
  }
  for (const { access, type, terms } of others) {
    walk.next.push({
      type,
      at: place.at + access,
      holders: terms === undefined ? holders : [terms],
      listed: false,
      alternative,
      depth: depth + (terms === undefined ? 0 : 1),
      inside,
    });
  }
}

/** `.id`, or `["x-id"]`. */
export function memberAccess(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
