import type { Api } from "../../runtime/api/api.js";
import type { NamedType } from "../../runtime/api/types.js";
import type { Finding } from "../finding.js";
import type { ApiCode } from "./api-rules.js";
import type { TypeComparer } from "./compare-named.js";
import { findingsAbout, type SubjectFindings } from "./findings.js";
import { isSame, otherDifferences } from "./same-value.js";
import { codeOf, type Direction, gravity, type TypeChange } from "./type-change.js";
import { type Reach, typeReach } from "./type-reach.js";
import type { TypeVersions } from "./type-versions.js";

const NAMED_TYPE_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "type",
  "description",
  "deprecated",
  "recursive",
  "home",
  "source",
]);
const DIRECTIONS: readonly Direction[] = ["request", "result"];

/**
 * What changed in the named types: each change once, whichever and however many operations reach the type, with the severity of the
 * direction in which it is worst. To be asked when the operations have been compared: that is when new names are recognised.
 */
export function compareApiTypes(
  before: Api,
  after: Api,
  versions: TypeVersions,
  comparer: TypeComparer,
): readonly Finding[] {
  const reachNow = typeReach(after);
  const reachBefore = typeReach(before);
  const compared = new Map<string, readonly Finding[]>();
  const compareOne = (old: NamedType, now: NamedType): void => {
    compared.set(
      now.name,
      typeFindings(old, now, comparer, () => reachNow(now.name)),
    );
  };
  for (const now of after.types) {
    const old = versions.before.get(now.name);
    if (old !== undefined && !isSame(old, now)) compareOne(old, now);
  }
  // Each comparison may recognise further names, which come to stand at the end of the map that is walked through.
  for (const [from, to] of comparer.renames) {
    const old = versions.before.get(from);
    const now = versions.after.get(to);
    if (old !== undefined && now !== undefined) compareOne(old, now);
  }
  const added = new Set(comparer.renames.values());
  return [
    ...after.types.flatMap((type) => {
      const isNew = !versions.before.has(type.name) && !added.has(type.name);
      return isNew ? oneFinding("type-added", type, reachNow) : (compared.get(type.name) ?? []);
    }),
    ...before.types.flatMap((type) => {
      const isGone = !versions.after.has(type.name) && !comparer.renames.has(type.name);
      return isGone ? oneFinding("type-removed", type, reachBefore) : [];
    }),
  ];
}

function oneFinding(
  code: "type-added" | "type-removed",
  { name }: NamedType,
  reachOf: (name: string) => Reach,
): readonly Finding[] {
  const operations = reachOf(name).operations(DIRECTIONS);
  const findings = findingsAbout({ kind: "type", type: name, operations });
  findings.add(code, "", code === "type-added" ? `${name} is new` : `${name} is gone`);
  return findings.all();
}

function typeFindings(
  old: NamedType,
  now: NamedType,
  comparer: TypeComparer,
  reachOf: () => Reach,
): readonly Finding[] {
  const { changes, texts } = comparer.difference(old.type, now.type);
  const reach = reachOf();
  const told = new Map<string, SubjectFindings>();
  const about = (directions: readonly Direction[]): SubjectFindings => {
    const key = directions.join();
    const known = told.get(key);
    if (known !== undefined) return known;
    const operations = reach.operations(directions);
    const findings = findingsAbout({ kind: "type", type: now.name, operations });
    told.set(key, findings);
    return findings;
  };
  const whole = about(DIRECTIONS);
  if (old.name !== now.name) whole.add("type-renamed", "", `${old.name} is ${now.name}`);
  else if (!isSame(old.home, now.home)) whole.add("type-relocated", "", homeWords(old, now));
  if (old.deprecated !== now.deprecated) {
    if (now.deprecated) whole.add("type-deprecated", "", `${now.name} is deprecated`);
    else whole.add("type-undeprecated", "", `${now.name} is not deprecated any more`);
  }
  for (const change of changes) {
    const { code, directions } = worst(change, reach);
    about(directions).add(code, change.at, `${change.message} in ${directionWords(directions)}`);
  }
  for (const field of otherDifferences(old, now, NAMED_TYPE_FIELDS)) {
    whole.add("type-changed", field, `${field} is another`);
  }
  if (old.description !== now.description) whole.addText("");
  for (const text of texts) whole.addText(text);
  return [...told.values()].flatMap((findings) => findings.all());
}

/** Of the ways in which a type goes those in which a change is worst. A type that nothing reaches may go either way. */
function worst(
  change: TypeChange,
  { directions }: Reach,
): { readonly code: ApiCode; readonly directions: readonly Direction[] } {
  const used = DIRECTIONS.filter((direction) => directions.size === 0 || directions.has(direction));
  const gravities = used.map((direction) => gravity(codeOf(change, direction)));
  const most = Math.max(...gravities);
  const found = used.filter((_, at) => gravities[at] === most);
  return { code: codeOf(change, found[0] ?? "request"), directions: found };
}

function directionWords(directions: readonly Direction[]): string {
  return directions.map((direction) => `${direction}s`).join(" and ");
}

function homeWords({ home: old }: NamedType, { home: now }: NamedType): string {
  const word = (home: NamedType["home"]): string =>
    home.kind === "models" ? `models/${home.module}` : home.namespace;
  return `was declared in ${word(old)}, is in ${word(now)}`;
}
