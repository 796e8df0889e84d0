import { JSONPathEnvironment, JSONPathError, type JSONPathQuery } from "json-p3";
import {
  ConfigurationError,
  type Diagnostic,
  Diagnostics,
  diagnostic,
  UnusableInput,
} from "../diagnostics/diagnostic.js";
import { createPlaces } from "../diagnostics/places.js";
import { childPointer } from "../diagnostics/pointer.js";
import type { Source } from "../load/document.js";
import { isObject, type JsonObject } from "../load/json-value.js";
import { MAXIMUM } from "../load/limits.js";
import { parseSource } from "../load/parse.js";
import { readBytes } from "../load/read.js";
import type { JsonValue } from "../runtime/api/types.js";

/** An OpenAPI Overlay (Overlay 1.0 §4.4.1), checked. */
export interface Overlay {
  readonly source: Source;
  /** Hex SHA-256 of the file's bytes. */
  readonly sha256: string;
  /** In the order in which they are to be applied. */
  readonly actions: readonly Action[];
}

export interface Action {
  /** Where the action stands in the overlay. */
  readonly pointer: string;
  /** The JSONPath as it is written. */
  readonly target: string;
  readonly query: JSONPathQuery;
  readonly change: Change;
}

export type Change =
  | { readonly kind: "update"; readonly value: JsonValue }
  | { readonly kind: "remove" };

const VERSION = /^1\.[01](?:\.\d+)?$/;

const KEYS: ReadonlySet<string> = new Set(["target", "description", "update", "remove"]);

const PATHS = new JSONPathEnvironment({ maxRecursionDepth: 2 * MAXIMUM.levels });

/**
 * Reads an overlay.
 * @throws {ConfigurationError} with every mistake in it, each with its place.
 */
export async function readOverlay(path: string): Promise<Overlay> {
  try {
    return parseOverlay(path, await readBytes(path));
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    const { message, line, column } = error.diagnostic;
    const found = diagnostic("overlay-unreadable", path, "", { reason: message });
    const place = line === undefined || column === undefined ? {} : { line, column };
    throw new ConfigurationError([{ ...found, ...place }]);
  }
}

/**
 * The overlay in some bytes.
 * @throws {ConfigurationError} with every mistake in it; {UnusableInput} when it is neither JSON nor YAML.
 */
export function parseOverlay(file: string, bytes: Uint8Array): Overlay {
  const parsed = parseSource(file, bytes, new Diagnostics(file));
  const place = createPlaces(parsed);
  const found: Diagnostic[] = [];
  const report: Report = (pointer, reason) => {
    found.push({ ...diagnostic("overlay-invalid", file, pointer, { reason }), ...place(pointer) });
  };
  const actions = actionsOf(parsed.value, report);
  if (found.length > 0) throw new ConfigurationError(found);
  const { format, text, sha256 } = parsed;
  return { source: { file, format, text }, sha256, actions };
}

type Report = (pointer: string, reason: string) => void;

function actionsOf(root: JsonValue, report: Report): readonly Action[] {
  if (!isObject(root) || !Object.hasOwn(root, "overlay")) {
    report("", "there is no `overlay` with the version at the top");
    return [];
  }
  const version =
    typeof root["overlay"] === "number" ? root["overlay"].toFixed(1) : root["overlay"];
  if (typeof version !== "string" || !VERSION.test(version)) {
    report("/overlay", "`overlay` is the version: 1.0.0");
  }
  const actions = root["actions"];
  if (!Array.isArray(actions) || actions.length === 0) {
    report("/actions", "`actions` is a list with at least one action");
    return [];
  }
  return actions.flatMap((value: JsonValue, index) => {
    const action = actionOf(value, childPointer("/actions", index), report);
    return action === undefined ? [] : [action];
  });
}

function actionOf(value: JsonValue, pointer: string, report: Report): Action | undefined {
  if (!isObject(value)) {
    report(pointer, "an action is an object with a `target`");
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (KEYS.has(key) || key.startsWith("x-")) continue;
    report(childPointer(pointer, key), `\`${key}\` is no key of an action`);
  }
  const { target } = value;
  const query = typeof target === "string" ? queryOf(target, pointer, report) : undefined;
  if (typeof target !== "string") report(pointer, "the action has no `target`, a JSONPath");
  const change = changeOf(value, pointer, report);
  if (typeof target !== "string" || query === undefined || change === undefined) return undefined;
  return { pointer, target, query, change };
}

/** `remove: true` wins over `update` (Overlay 1.0 §4.4.3). */
function changeOf(action: JsonObject, pointer: string, report: Report): Change | undefined {
  const { remove, update } = action;
  if (remove !== undefined && typeof remove !== "boolean") {
    report(childPointer(pointer, "remove"), "`remove` is true or false");
    return undefined;
  }
  if (remove === true) return { kind: "remove" };
  if (update !== undefined) return { kind: "update", value: update };
  report(pointer, "the action has neither `update` nor `remove: true`");
  return undefined;
}

function queryOf(target: string, pointer: string, report: Report): JSONPathQuery | undefined {
  try {
    return PATHS.compile(target);
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    report(childPointer(pointer, "target"), `${target} is no JSONPath: ${error.message}`);
    return undefined;
  }
}
