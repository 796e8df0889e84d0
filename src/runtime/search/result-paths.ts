import { propertyKey } from "../api/literal.js";
import type { Property, Type } from "../api/types.js";
import { oneLine } from "./plain-text.js";
import type { TypeReading } from "./type-text.js";
import type { NameReader } from "./wanted.js";

/** Levels of properties that are looked into, and types looked at in all. */
const MAX_DEPTH = 7;
const MAX_TYPES = 600;
/** Places told; those nearer to the root than this are seen in the declared types. */
const MAX_PATHS = 4;
const NEAR = 2;
const MAX_PATH = 120;
/** A name with less of what is asked is about something else. */
const LEAST_SHARE = 0.5;

interface PlaceReading extends TypeReading {
  readonly read: NameReader;
}

interface Place {
  readonly type: Type;
  readonly path: string;
  readonly depth: number;
  /** Named types around it. */
  readonly inside: readonly string[];
}

/** A place for a term: how much of its name the request has, and where it is unless that is near the root. */
interface Found {
  readonly share: number;
  readonly path: string | undefined;
}

/**
 * Where in a result deep below its root the things are that a request names: for each of its terms the name that has the least else in it,
 * the nearest of several: `.items[].spec?.containers[].image`. What may be absent is followed by `?`.
 */
export function resultPaths(result: Type, reading: PlaceReading): readonly string[] {
  const found = new Map<string, Found>();
  let level: Place[] = [{ type: result, path: "", depth: 0, inside: [] }];
  let seen = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const next: Place[] = [];
    for (const place of level) {
      if (++seen > MAX_TYPES) break;
      visit(place, reading, found, next);
    }
    level = next;
  }
  const paths = [...found.values()].flatMap(({ path }) => (path === undefined ? [] : [path]));
  return [...new Set(paths)].slice(0, MAX_PATHS).map((path) => oneLine(path, MAX_PATH));
}

function visit(
  place: Place,
  reading: PlaceReading,
  found: Map<string, Found>,
  next: Place[],
): void {
  const { type, path, inside } = place;
  switch (type.kind) {
    case "array":
      visit({ ...place, type: type.items, path: `${path}[]` }, reading, found, next);
      return;
    case "ref": {
      const target = reading.typeOf(type.name);
      if (target === undefined || inside.includes(type.name)) return;
      visit({ ...place, type: target, inside: [...inside, type.name] }, reading, found, next);
      return;
    }
    case "union": {
      // What may be one of several objects has nothing in a certain place.
      const [only, ...others] = type.members.filter((member) => member.kind !== "null");
      if (only !== undefined && others.length === 0)
        visit({ ...place, type: only }, reading, found, next);
      return;
    }
    case "intersection":
      for (const member of type.members) visit({ ...place, type: member }, reading, found, next);
      return;
    case "object":
      for (const property of type.properties) visitProperty(property, place, reading, found, next);
      return;
    default:
      return;
  }
}

function visitProperty(
  { name, type, required }: Property,
  { path, depth, inside }: Place,
  reading: PlaceReading,
  found: Map<string, Found>,
  next: Place[],
): void {
  const at = memberAccess(name, path);
  const terms = reading.isWanted(name);
  const share = terms.length === 0 ? 0 : terms.length / reading.read(name).length;
  for (const term of terms) {
    if (share >= LEAST_SHARE && share > (found.get(term)?.share ?? 0))
      // Of a place near the root nothing need be told: the types show it.
      found.set(term, { share, path: depth < NEAR ? undefined : at });
  }
  next.push({ type, path: required ? at : `${at}?`, depth: depth + 1, inside });
}

function memberAccess(name: string, path: string): string {
  const key = propertyKey(name);
  if (key === name) return `${path}.${name}`;
  return path.endsWith("?") ? `${path}.[${key}]` : `${path}[${key}]`;
}
