import type { Node } from "jsonc-parser";
import type { Parameters } from "../diagnostics/diagnostic.js";
import { nearest } from "../runtime/api/nearest.js";
import type { JsonValue } from "../runtime/api/types.js";

/**
 * One option of the configuration file, declared once: `schema` is its part of the published JSON Schema, and `read`
 * takes the same values. `read` gives `undefined` after it has reported what is wrong.
 */
export interface Option<T> {
  readonly schema: JsonSchema;
  readonly read: (node: Node, report: Report) => T | undefined;
}

export type JsonSchema = { readonly [keyword: string]: JsonValue };

export type ConfigCode =
  | "config-key-unknown"
  | "config-key-duplicate"
  | "config-type"
  | "config-value";

export type Report = <C extends ConfigCode>(code: C, node: Node, parameters: Parameters<C>) => void;

/** What an option's values are read as. */
export type ValueOf<O> = O extends Option<infer T> ? T : never;

/** A further demand on a string. `pattern` says it as far as a regular expression can. */
export interface Rule {
  readonly pattern: string;
  /** Why a value is refused, after the value: `is not a semantic version`. */
  readonly refusal: (value: string) => string | undefined;
}

export function text(description: string, rule?: Rule): Option<string> {
  return {
    schema: { type: "string", description, ...(rule && { pattern: rule.pattern }) },
    read(node, report) {
      if (typeof node.value !== "string") return wrongType("a string", node, report);
      const reason = rule?.refusal(node.value);
      if (reason === undefined) return node.value;
      report("config-value", node, { value: node.value, reason });
      return undefined;
    },
  };
}

export function choice<const V extends string>(
  description: string,
  values: readonly V[],
): Option<V> {
  return {
    schema: { type: "string", description, enum: values },
    read(node, report) {
      const found = values.find((value) => value === node.value);
      if (found !== undefined) return found;
      if (typeof node.value !== "string") return wrongType("a string", node, report);
      report("config-value", node, {
        value: node.value,
        reason: `is none of ${values.join(", ")}`,
      });
      return undefined;
    },
  };
}

export function flag(description: string): Option<boolean> {
  return {
    schema: { type: "boolean", description },
    read: (node, report) =>
      typeof node.value === "boolean" ? node.value : wrongType("true or false", node, report),
  };
}

/** A whole number from 1 to `maximum`. */
export function count(description: string, initial: number, maximum: number): Option<number> {
  return {
    schema: { type: "integer", description, minimum: 1, maximum, default: initial },
    read(node, report) {
      const value: unknown = node.value;
      if (typeof value !== "number") return wrongType("a number", node, report);
      if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
      report("config-value", node, {
        value: String(value),
        reason: `is not a whole number from 1 to ${maximum}`,
      });
      return undefined;
    },
  };
}

export function list<T>(description: string, item: Option<T>): Option<readonly T[]> {
  return {
    schema: { type: "array", description, items: item.schema },
    read(node, report) {
      if (node.type !== "array") return wrongType("an array", node, report);
      return (node.children ?? []).flatMap((child) => {
        const value = item.read(child, report);
        return value === undefined ? [] : [value];
      });
    },
  };
}

/** An object whose keys are names out of the document. */
export function record<T>(
  description: string,
  value: Option<T>,
): Option<{ readonly [key: string]: T }> {
  return {
    schema: { type: "object", description, additionalProperties: value.schema },
    read(node, report) {
      const members = membersOf(node, report);
      if (members === undefined) return undefined;
      return Object.fromEntries(
        members.flatMap(({ key, value: child }) => {
          const read = value.read(child, report);
          return read === undefined ? [] : [[key, read]];
        }),
      );
    },
  };
}

/** The options of a group; `T` is what they are read as. */
type Options<T> = { readonly [K in keyof T]: Option<T[K]> };

/** An object with the given keys, each of which may be absent, and no others. */
export function group<T extends object>(
  description: string,
  options: Options<T>,
): Option<Readonly<Partial<T>>> {
  const known = keysOf(options);
  return {
    schema: {
      type: "object",
      description,
      properties: Object.fromEntries(known.map((key) => [key, options[key].schema])),
      additionalProperties: false,
    },
    read(node, report) {
      const members = membersOf(node, report);
      if (members === undefined) return undefined;
      const found: Partial<T> = {};
      for (const { key, keyNode, value } of members) {
        const option = known.find((name) => name === key);
        if (option !== undefined) {
          readMember(found, options, option, value, report);
          continue;
        }
        const names = known.map(String).filter((name) => name !== "$schema");
        const [near] = nearest(key, names, 1);
        report("config-key-unknown", keyNode, { key, nearest: near, known: names });
      }
      return found;
    },
  };
}

/** An object that must not be empty. */
export function notEmptyObject<T>(option: Option<T>): Option<T> {
  return {
    schema: { ...option.schema, minProperties: 1 },
    read(node, report) {
      if (node.type !== "object" || node.children?.length !== 0) return option.read(node, report);
      report("config-value", node, { value: "{}", reason: "needs at least one key" });
      return undefined;
    },
  };
}

function readMember<T, K extends keyof T>(
  found: Partial<T>,
  options: Options<T>,
  key: K,
  node: Node,
  report: Report,
): void {
  const value = options[key].read(node, report);
  if (value !== undefined) found[key] = value;
}

function keysOf<T>(options: Options<T>): readonly (keyof T)[] {
  const keys: (keyof T)[] = [];
  for (const key in options) keys.push(key);
  return keys;
}

export interface MemberNode {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** The members of an object; `undefined` after reporting that it is none. */
export function membersOf(node: Node, report: Report): readonly MemberNode[] | undefined {
  if (node.type !== "object") return wrongType("an object", node, report);
  const seen = new Set<string>();
  return (node.children ?? []).flatMap(({ children = [] }) => {
    const [keyNode, value] = children;
    if (keyNode === undefined || value === undefined) return [];
    const key = String(keyNode.value);
    if (seen.has(key)) report("config-key-duplicate", keyNode, { key });
    seen.add(key);
    return [{ key, keyNode, value }];
  });
}

/** The JSON value of a node. Keys such as `__proto__` become plain members. */
export function jsonOf(node: Node): JsonValue {
  switch (node.type) {
    case "array":
      return (node.children ?? []).map(jsonOf);
    case "object":
      return Object.fromEntries(
        (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
          key === undefined || value === undefined ? [] : [[String(key.value), jsonOf(value)]],
        ),
      );
    case "string":
      return String(node.value);
    case "number":
      return Number(node.value);
    case "boolean":
      return node.value === true;
    default:
      return null;
  }
}

function wrongType(expected: string, node: Node, report: Report): undefined {
  const found = node.type === "array" || node.type === "object" ? `an ${node.type}` : node.type;
  report("config-type", node, { expected, found: found === "null" ? found : withArticle(found) });
  return undefined;
}

function withArticle(type: string): string {
  return type.startsWith("an ") ? type : `a ${type}`;
}
