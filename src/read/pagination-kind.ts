import { PAGINATION_KEYS, type Pagination } from "../runtime/api/pagination.js";
import type { OperationRow } from "../runtime/api/row.js";
import { COUNT, isRecord, type ValueKind } from "./value-kind.js";

type Paginate = NonNullable<OperationRow["paginate"]>;

/** What a row says of pages. */
export const PAGINATE: ValueKind<Paginate> = {
  name: '"link", or an object with kind, items and the keys of its kind',
  is: (value): value is Paginate => value === "link" || isPagination(value),
};

function isPagination(value: unknown): value is Pagination {
  if (!isRecord(value)) return false;
  const [, keys] = Object.entries(PAGINATION_KEYS).find(([kind]) => kind === value["kind"]) ?? [];
  if (keys === undefined) return false;
  const needed = ["kind", "items", ...keys.needed];
  const known = [...needed, ...keys.allowed];
  return (
    needed.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, one]) => known.includes(key) && isValueOf(key, one))
  );
}

function isValueOf(key: string, value: unknown): boolean {
  if (key === "first") return value === 0 || value === 1;
  return key === "most" ? COUNT.is(value) : typeof value === "string";
}
