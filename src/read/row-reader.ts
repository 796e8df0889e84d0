import type { ts } from "ts-morph";
import { nearest } from "../runtime/api/nearest.js";
import type { JsonValue } from "../runtime/api/types.js";
import { literalMembers, literalValue, objectLiteral } from "./literal.js";
import type { Module } from "./module.js";
import { isRecord, type ValueKind } from "./value-kind.js";

/** Reads the members of one object literal by key; what is not of its kind is reported and absent. */
export interface RowReader {
  /** Where the row stands. */
  readonly node: ts.Node;
  /** Where a member stands, or the row when there is no such member. */
  at(key: string): ts.Node;
  value<T extends JsonValue | object>(key: string, kind: ValueKind<T>): T | undefined;
  json(key: string): JsonValue | undefined;
  /** A member that is an object itself: its members, in their order. */
  rows(key: string, known?: readonly string[]): readonly (readonly [string, RowReader])[];
  row(key: string, known: readonly string[]): RowReader | undefined;
  /** A member that is an object whose values are all of one kind. */
  record<T extends JsonValue>(
    key: string,
    kind: ValueKind<T>,
  ): { readonly [key: string]: T } | undefined;
}

/** @param known the keys that the row may have; absent where any will do. */
export function readRow(
  module: Module,
  expression: ts.Expression,
  known: readonly string[] | undefined,
): RowReader {
  const literal = objectLiteral(module, expression);
  if (literal === undefined) module.report("schema-value-not-literal", expression, {});
  const members = literal === undefined ? new Map() : literalMembers(module, literal);
  for (const [key, node] of members) {
    if (known === undefined || known.includes(key)) continue;
    module.report("schema-row-key-unknown", node, { key, nearest: nearest(key, known, 1)[0] });
  }
  const read: RowReader = {
    node: expression,
    at: (key) => members.get(key) ?? expression,
    value(key, kind) {
      const node = members.get(key);
      const value = node === undefined ? undefined : literalValue(module, node);
      if (node === undefined || value === undefined) return undefined;
      if (kind.is(value)) return value;
      module.report("schema-row-value", node, { key, expected: kind.name });
      return undefined;
    },
    json(key) {
      const node = members.get(key);
      return node === undefined ? undefined : literalValue(module, node);
    },
    rows(key, inner) {
      const node = members.get(key);
      const object = objectLiteral(module, node);
      if (node !== undefined && object === undefined) {
        module.report("schema-row-value", node, { key, expected: "an object" });
      }
      if (object === undefined) return [];
      return Array.from(literalMembers(module, object), ([name, value]) => [
        name,
        readRow(module, value, inner),
      ]);
    },
    row(key, inner) {
      const node = members.get(key);
      return node === undefined ? undefined : readRow(module, node, inner);
    },
    record(key, kind) {
      const value = read.json(key);
      if (value === undefined) return undefined;
      if (isRecord(value)) {
        const entries = Object.entries(value);
        const right = entries.filter((entry): entry is [string, (typeof entry)[1] & never] =>
          kind.is(entry[1]),
        );
        if (right.length === entries.length) return Object.fromEntries(right);
      }
      module.report("schema-row-value", read.at(key), {
        key,
        expected: `an object whose values are ${kind.name}`,
      });
      return undefined;
    },
  };
  return read;
}
