import type { Operation, Parameter } from "../../runtime/api/api.js";
import { pathParameters } from "../pairing-path.js";
import type { TypeComparer } from "./compare-named.js";
import { defaultWords } from "./compare-objects.js";
import type { SubjectFindings } from "./findings.js";
import { memberAt } from "./place.js";
import { isSame, otherDifferences } from "./same-value.js";
import { typeWords, valueWord } from "./type-words.js";

const PARAMETER_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "wireName",
  "in",
  "required",
  "type",
  "description",
  "deprecated",
  "default",
  "style",
  "explode",
  "allowReserved",
  "mediaType",
  "encoding",
  "preset",
]);
const SERIALISATION = ["style", "explode", "allowReserved", "mediaType", "encoding"] as const;

/**
 * The parameters of an operation: by what they are on the wire, those of a path by where they stand in it; then those that have only been
 * put elsewhere. Their order says nothing.
 */
export function compareParameters(
  before: Operation,
  after: Operation,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  if (isSame(before.parameters, after.parameters)) return;
  const old = new Map(before.parameters.map((one) => [wireKey(one, before), one]));
  const added: Parameter[] = [];
  for (const parameter of after.parameters) {
    const key = wireKey(parameter, after);
    const known = old.get(key);
    old.delete(key);
    if (known === undefined) added.push(parameter);
    else compareParameter(known, parameter, findings, comparer);
  }
  const removed = [...old.values()];
  for (const parameter of added) {
    const at = removed.findIndex((one) => one.wireName === parameter.wireName);
    const [elsewhere] = at < 0 ? [] : removed.splice(at, 1);
    if (elsewhere === undefined) addParameter(parameter, findings);
    else compareParameter(elsewhere, parameter, findings, comparer);
  }
  for (const { name, preset, type } of removed) {
    if (preset?.kind === "locked") {
      findings.add("preset-changed", argumentAt(name), `${name}, which was always sent, is gone`);
    } else
      findings.add("parameter-removed", argumentAt(name), `${name}: ${typeWords(type)} is gone`);
  }
}

/** What a server knows a parameter by: a header's case says nothing (RFC 9110 §5.1), nor does the name of one in the path. */
function wireKey({ in: location, wireName }: Parameter, { path }: Operation): string {
  const place = location === "path" ? pathParameters(path).indexOf(wireName) : -1;
  if (place >= 0) return `path ${place}`;
  return `${location} ${location === "header" ? wireName.toLowerCase() : wireName}`;
}

function argumentAt(name: string): string {
  return memberAt("args", name);
}

function addParameter(parameter: Parameter, findings: SubjectFindings): void {
  const { name, type, preset } = parameter;
  const at = argumentAt(name);
  if (preset?.kind === "locked") {
    findings.add("preset-changed", at, `${name} is always sent: ${valueWord(preset.value)}`);
  } else if (isNeeded(parameter)) {
    findings.add("parameter-required-added", at, `${name}: ${typeWords(type)} is new`);
  } else findings.add("parameter-added", at, `${name}?: ${typeWords(type)} is new`);
}

/** True when a call cannot do without it. */
function isNeeded({ required, preset }: Parameter): boolean {
  return required && preset === undefined;
}

function compareParameter(
  before: Parameter,
  after: Parameter,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  if (isSame(before, after)) return;
  const at = argumentAt(after.name);
  const wasLocked = before.preset?.kind === "locked";
  const isLocked = after.preset?.kind === "locked";
  if (before.in !== after.in) {
    const message = `was in the ${before.in}, is in the ${after.in}`;
    findings.add("parameter-location-changed", at, message);
  }
  if (wasLocked !== isLocked) compareLocks(before, after, at, findings);
  else if (!isLocked) compareArguments(before, after, at, findings, comparer);
  if (!isSame(before.preset?.value, after.preset?.value)) {
    findings.add("preset-changed", at, presetWords(before, after));
  }
  const rewritten = SERIALISATION.filter((field) => !isSame(before[field], after[field]));
  for (const field of rewritten) {
    const message = `${field} was ${wireWords(before[field])}, is ${wireWords(after[field])}`;
    findings.add("parameter-serialisation-changed", at, message);
  }
  if (before.description !== after.description) findings.addText(at);
  for (const field of otherDifferences(before, after, PARAMETER_FIELDS)) {
    findings.add("operation-changed", at, `${field} is another`);
  }
}

function compareLocks(
  before: Parameter,
  after: Parameter,
  at: string,
  findings: SubjectFindings,
): void {
  if (after.preset?.kind === "locked") {
    const message = `is always ${valueWord(after.preset.value)}, was an argument`;
    findings.add("argument-locked", at, message);
  } else if (isNeeded(after)) {
    const message = `${after.name} is an argument, was always ${valueWord(before.preset?.value ?? null)}`;
    findings.add("parameter-required-added", at, message);
  } else findings.add("argument-unlocked", at, `${after.name} is an argument`);
}

/** What a call has to do with it: its name, whether it must be given, what it may be. */
function compareArguments(
  before: Parameter,
  after: Parameter,
  at: string,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  if (before.name !== after.name) {
    findings.add("argument-renamed", at, `was ${before.name}, is ${after.name}`);
  }
  if (!isNeeded(before) && isNeeded(after)) {
    findings.add("parameter-became-required", at, "was optional, is required");
  } else if (isNeeded(before) && !isNeeded(after)) {
    findings.add("parameter-became-optional", at, "was required, is optional");
  }
  findings.addTypes(at, "request", comparer.difference(before.type, after.type));
  if (!isSame(before.default, after.default)) {
    findings.add("request-default-changed", at, defaultWords(before, after));
  }
  if (before.deprecated !== after.deprecated) {
    if (after.deprecated) findings.add("parameter-deprecated", at, "is deprecated");
    else findings.add("parameter-undeprecated", at, "is not deprecated any more");
  }
}

function presetWords({ preset: before }: Parameter, { preset: after }: Parameter): string {
  const old = before === undefined ? "nothing" : valueWord(before.value);
  return `the configuration gave ${old}, gives ${after === undefined ? "nothing" : valueWord(after.value)}`;
}

function wireWords(value: Parameter[(typeof SERIALISATION)[number]]): string {
  if (value === undefined) return "the default";
  return typeof value === "object" ? "one of its own" : valueWord(value);
}
