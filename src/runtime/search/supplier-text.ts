import type { Operation, Supplier } from "../api/api.js";
import { propertyKey } from "../api/literal.js";
import type { ApiLookup } from "../api/lookup.js";
import { oneLine } from "./plain-text.js";
import { argumentsOf } from "./signature.js";

/** Arguments that the same operations supply. */
interface Group {
  readonly arguments: readonly string[];
  /** For each supplying operation, best first, where each of the arguments is in its result. */
  readonly sources: readonly Source[];
}

interface Source {
  readonly operation: string;
  readonly places: readonly string[];
}

/** How many operations are told for one argument. */
export type SupplierCount = 1 | 2;

const MAX_GROUPS = 6;
const MAX_SOURCE = 160;
const MAX_NEEDED = 4;

/**
 * Where the values of an operation's arguments come from, each group of arguments with the same source once:
 * `owner, repo ← search.repos({ q }).items[].owner.login, .name`. Empty when nothing is known. `isPreferred` ones are told first.
 */
export function supplierTexts(
  operation: Operation,
  most: SupplierCount,
  lookup: ApiLookup,
  isPreferred: (operation: string) => boolean = () => false,
): readonly string[] {
  return groupsOf(operation, most, isPreferred)
    .slice(0, MAX_GROUPS)
    .map(({ arguments: names, sources }) => {
      const from = sources.map((source) => sourceText(source, lookup));
      return `${names.map((name) => oneLine(name, MAX_SOURCE)).join(", ")} ← ${from.join(" or ")}`;
    });
}

function groupsOf(
  { suppliers = {} }: Operation,
  most: SupplierCount,
  isPreferred: (operation: string) => boolean,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [argument, all] of Object.entries(suppliers)) {
    const preferred = all.filter(({ operation }) => isPreferred(operation));
    const told = [...new Set([...preferred, ...all])].slice(0, most);
    const key = told.map(({ operation }) => operation).join(" ");
    const before = groups.get(key);
    const sources = told.map((supplier, at) => joined(before?.sources[at], supplier));
    groups.set(key, { arguments: [...(before?.arguments ?? []), argument], sources });
  }
  return [...groups.values()];
}

function joined(source: Source | undefined, { operation, at }: Supplier): Source {
  return { operation, places: [...(source?.places ?? []), at] };
}

function sourceText({ operation, places }: Source, lookup: ApiLookup): string {
  const supplier = lookup.operation(operation);
  const needed = supplier === undefined ? "" : neededText(supplier);
  const common = commonItems(places);
  const [first = "", ...others] = [...new Set(places)];
  const rest = others.map((place) => `, ${place.slice(common.length)}`).join("");
  return oneLine(`${operation}(${needed})${first}${rest}`, MAX_SOURCE);
}

/** The longest beginning that all have and that ends with an item of an array. */
function commonItems(places: readonly string[]): string {
  const [first = "", ...others] = places;
  for (let end = first.lastIndexOf("[]"); end >= 0; end = first.lastIndexOf("[]", end - 1)) {
    const beginning = first.slice(0, end + "[]".length);
    if (others.every((place) => place.startsWith(beginning))) return beginning;
    if (end === 0) break;
  }
  return "";
}

/** `{ q }`: the names of the arguments that a call needs. */
export function neededText(operation: Operation): string {
  const needed = argumentsOf(operation).filter((one) => one.required);
  if (needed.length === 0) return "";
  const names = needed.slice(0, MAX_NEEDED).map(({ name }) => propertyKey(name));
  return `{ ${[...names, ...(needed.length > names.length ? ["…"] : [])].join(", ")} }`;
}
