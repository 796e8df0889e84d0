import { pointerKeys } from "../diagnostics/pointer.js";
import type { Operation } from "../runtime/api/api.js";
import type { Pagination } from "../runtime/api/pagination.js";
import {
  elementTypes,
  kindsOf,
  type TypesByName,
  typesAt,
  type ValueKind,
} from "../runtime/api/type-place.js";
import type { Type } from "../runtime/api/types.js";

const SCALARS: readonly ValueKind[] = ["string", "number"];

/**
 * Why a pagination does not fit its operation, after the operation's name: a place of the result that does not exist or holds something else, an
 * argument that does not exist or is locked. `undefined` when it fits.
 */
export function paginationMisfit(
  operation: Operation,
  pagination: Pagination,
  types: TypesByName,
): string | undefined {
  const { type } = operation.result;
  if (type === undefined) return "has no result to find items in";
  const { kind } = pagination;
  if ((kind === "link" || kind === "nextUrl") && operation.httpMethod !== "GET") {
    return `is no GET, so that a URL alone cannot ask for its next page`;
  }
  const items = typesAt(type, pagination.items, types);
  const misplaced = [...placesOf(pagination)].find(
    ([pointer, kinds]) => !holds(typesAt(type, pointer, types), kinds, types),
  );
  if (misplaced !== undefined) {
    const [pointer, [expected]] = misplaced;
    return `has no ${expected} at ${JSON.stringify(pointer)} of its result`;
  }
  if (kind === "lastId") {
    const elements = items.flatMap((one) => elementTypes(one, types));
    const found = elements.flatMap((element) => typesAt(element, pagination.id, types));
    if (!holds(found, SCALARS, types)) {
      return `has no id at ${JSON.stringify(pagination.id)} of its items`;
    }
  }
  return argumentsOf(pagination)
    .filter((pointer) => !isArgument(operation, pointer, types))
    .map((pointer) => `has no argument at ${JSON.stringify(pointer)}`)[0];
}

/** The keys of a pagination that are places of the body, with what may stand there, the usual first. */
const BODY_PLACES: ReadonlyMap<string, readonly ValueKind[]> = new Map([
  ["items", ["array"]],
  ["next", ["string", "number"]],
  ["more", ["boolean"]],
  ["pages", ["number", "string"]],
  ["total", ["number", "string"]],
  ["step", ["number", "string"]],
]);

function placesOf(pagination: Pagination): readonly (readonly [string, readonly ValueKind[]])[] {
  return Object.entries(pagination).flatMap(([key, pointer]) => {
    const kinds = BODY_PLACES.get(key);
    return kinds === undefined || typeof pointer !== "string" ? [] : [[pointer, kinds] as const];
  });
}

function argumentsOf(pagination: Pagination): readonly string[] {
  return [
    ...("argument" in pagination ? [pagination.argument] : []),
    ...("size" in pagination && pagination.size !== undefined ? [pagination.size] : []),
  ];
}

function holds(
  found: readonly Type[],
  expected: readonly ValueKind[],
  types: TypesByName,
): boolean {
  return found.some((type) => {
    const kinds = kindsOf(type, types);
    return kinds.has("unknown") || expected.some((kind) => kinds.has(kind));
  });
}

/** A parameter as it is or a property of the body; what is locked is no argument. */
function isArgument({ parameters, body }: Operation, pointer: string, types: TypesByName): boolean {
  const [argument, ...inner] = pointerKeys(pointer);
  const parameter = parameters.find(({ name }) => name === argument);
  if (parameter !== undefined) return inner.length === 0 && parameter.preset?.kind !== "locked";
  const content = body?.contents[0];
  if (body === undefined || content === undefined || body.name !== argument) return false;
  const place = pointer.slice(argument.length + 1);
  return inner.length > 0 && holds(typesAt(content.type, place, types), SCALARS, types);
}
