import { catalog } from "./catalog.js";
import type { Code, Diagnostic } from "./diagnostic.js";
import type { Severity } from "./entry.js";
import type { FilePlace } from "./places.js";
import { printable } from "./printable.js";

/** Finds the place of a diagnostic, where it has one; it may lie in another file than the entry. */
export type PlaceOf = (found: Diagnostic) => FilePlace | undefined;

/** How parts of a report are coloured; functions that give text back unchanged make a plain one. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** How many places of one code a report for people shows. */
const SHOWN_PLACES = 3;

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

const COLOURS = { error: "red", warning: "yellow", note: "cyan" } as const;

/**
 * A report for people: one block a code, errors first, with the number of findings, the first places, cause and fix.
 * Text of the document is escaped. Gives lines: none when nothing was found, and none with a line break in it.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  placeOf: PlaceOf,
  palette: Palette,
): readonly string[] {
  const sorted = [...byCode(diagnostics).values()].sort(([a], [b]) => rank(a) - rank(b));
  return sorted.flatMap((group, at) => [
    ...(at === 0 ? [] : [""]),
    ...renderGroup(group, placeOf, palette),
  ]);
}

function renderGroup(
  group: readonly Diagnostic[],
  placeOf: PlaceOf,
  palette: Palette,
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { severity, title, cause, fix } = catalog[first.code];
  const label = palette[COLOURS[severity]](severity);
  const count = group.length === 1 ? "" : ` (${group.length})`;
  const more = group.length - SHOWN_PLACES;
  return [
    `${label} ${palette.bold(title)}${count} ${palette.dim(`[${first.code}]`)}`,
    ...group.slice(0, SHOWN_PLACES).map((found) => `  ${renderFinding(found, placeOf)}`),
    ...(more > 0 ? [palette.dim(`  and ${more} more`)] : []),
    `  ${palette.dim("why:")} ${cause}`,
    `  ${palette.dim("fix:")} ${fix}`,
  ];
}

function renderFinding(found: Diagnostic, placeOf: PlaceOf): string {
  const place = placeOf(found);
  const position = place === undefined ? "" : `:${place.line}:${place.column}`;
  const { file, pointer } = place ?? found;
  const where = pointer === "" ? "" : ` ${printable(pointer)}`;
  return `${printable(file)}${position}${where}: ${printable(found.message)}`;
}

function byCode(diagnostics: readonly Diagnostic[]): ReadonlyMap<Code, readonly Diagnostic[]> {
  const groups = new Map<Code, Diagnostic[]>();
  for (const found of diagnostics) {
    const group = groups.get(found.code);
    if (group === undefined) groups.set(found.code, [found]);
    else group.push(found);
  }
  return groups;
}

function rank(found: Diagnostic | undefined): number {
  return found === undefined ? SEVERITIES.length : SEVERITIES.indexOf(found.severity);
}

/** A diagnostic with all that is known of it, for machines. `line` and `column` are absent when there is no place. */
export interface DiagnosticRecord extends Diagnostic {
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

/** The diagnostics in their order, as plain records for `JSON.stringify`. */
export function diagnosticRecords(
  diagnostics: readonly Diagnostic[],
  placeOf: PlaceOf,
): readonly DiagnosticRecord[] {
  return diagnostics.map((found) => {
    const { title, cause, fix } = catalog[found.code];
    return { ...found, ...placeOf(found), title, cause, fix };
  });
}
