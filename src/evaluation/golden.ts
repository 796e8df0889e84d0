import { type Diagnostic, diagnostic, UnusableInput, unusable } from "../diagnostics/diagnostic.js";
import type { Operation } from "../runtime/api/api.js";
import type { ApiLookup } from "../runtime/api/lookup.js";
import { nearest } from "../runtime/api/nearest.js";

/** A request, and the operations that solve it. */
export interface GoldenQuery {
  /** In the file, from 1. */
  readonly line: number;
  readonly query: string;
  /** At least one, each once. */
  readonly gold: readonly Operation[];
  /** `summary`: made of the document's own words, and so easy to find. */
  readonly source: "people" | "summary";
}

const MAX_NEAREST = 3;

/** A row of a file of golden queries as it is written: nobody has looked for its operations yet. */
export interface GoldenRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly query: string;
  /** `METHOD /path`, `namespace.method` or operationId; at least one. */
  readonly gold: readonly string[];
  readonly source: GoldenQuery["source"];
}

/**
 * Reads golden queries: JSON Lines, one `{ query, gold }` a line, `gold` as `METHOD /path`, `namespace.method` or operationId. Empty
 * lines and other members do not matter, but for `"source": "summary"`.
 * @throws {UnusableInput} with every line that is wrong, and for a file without any row.
 */
export function readGoldenQueries(
  file: string,
  text: string,
  lookup: ApiLookup,
): readonly GoldenQuery[] {
  const find = createOperationFinder(lookup);
  const { rows, wrong } = goldenLines(file, text);
  const queries = rows.map(({ line, query, gold, source }): GoldenQuery => {
    const found = new Set<Operation>();
    for (const name of gold) {
      const operation = find(name);
      if (operation !== undefined) found.add(operation);
      else {
        const parameters = { gold: name, nearest: nearestNames(name, lookup) };
        const place = { line, column: 1 };
        wrong.push({ ...diagnostic("queries-gold-unknown", file, "", parameters), ...place });
      }
    }
    return { line, query, gold: [...found], source };
  });
  refuse(file, queries, wrong);
  return queries;
}

/**
 * The rows of a file of golden queries, whatever operations there are.
 * @throws {UnusableInput} as `readGoldenQueries` does.
 */
export function readGoldenRows(file: string, text: string): readonly GoldenRow[] {
  const { rows, wrong } = goldenLines(file, text);
  refuse(file, rows, wrong);
  return rows;
}

/** @throws {UnusableInput} with everything that is wrong, in the order of the lines. */
function refuse(file: string, rows: readonly unknown[], wrong: readonly Diagnostic[]): void {
  const earlier = wrong.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const last = earlier.pop();
  if (last !== undefined) throw new UnusableInput(last, earlier);
  if (rows.length === 0) throw unusable("queries-empty", file, {});
}

function goldenLines(file: string, text: string): { rows: GoldenRow[]; wrong: Diagnostic[] } {
  const rows: GoldenRow[] = [];
  const wrong: Diagnostic[] = [];
  for (const [at, written] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (written.trim() === "") continue;
    const line = at + 1;
    const row = rowOf(written);
    if (row.kind === "row") rows.push({ ...row, line });
    else {
      const parameters = { reason: row.reason };
      wrong.push({ ...diagnostic("queries-row", file, "", parameters), line, column: 1 });
    }
  }
  return { rows, wrong };
}

type Row =
  | ({ readonly kind: "row" } & Omit<GoldenRow, "line">)
  | { readonly kind: "wrong"; readonly reason: string };

function rowOf(line: string): Row {
  const value = parsed(line);
  if (value === undefined) return { kind: "wrong", reason: "this is not JSON" };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { kind: "wrong", reason: "this is no object with `query` and `gold`" };
  const query = "query" in value ? value.query : undefined;
  const gold = "gold" in value ? value.gold : undefined;
  if (typeof query !== "string" || query.trim() === "")
    return { kind: "wrong", reason: "`query` must be a text" };
  if (!Array.isArray(gold) || gold.length === 0)
    return { kind: "wrong", reason: "`gold` must be a list of one operation or more" };
  const names = gold.filter((name): name is string => typeof name === "string");
  if (names.length < gold.length)
    return { kind: "wrong", reason: "`gold` must hold names of operations alone" };
  const isSummary = "source" in value && value.source === "summary";
  return { kind: "row", query, gold: names, source: isSummary ? "summary" : "people" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Finds operations by id, route or operationId, in this order. */
export function createOperationFinder(lookup: ApiLookup): (name: string) => Operation | undefined {
  const byOperationId = new Map<string, Operation>();
  for (const operation of lookup.api.operations) {
    const { operationId } = operation;
    if (operationId !== undefined && !byOperationId.has(operationId))
      byOperationId.set(operationId, operation);
  }
  return (name) => lookup.operation(name) ?? lookup.route(name) ?? byOperationId.get(name);
}

/** Names of the kind that was given: a route is most likely another route. */
function nearestNames(name: string, { api: { operations } }: ApiLookup): readonly string[] {
  const names = name.includes("/")
    ? operations.map(({ httpMethod, path }) => `${httpMethod} ${path}`)
    : operations.map(({ id }) => id);
  return nearest(name, names, MAX_NEAREST);
}
