import type { JsonValue } from "../../runtime/api/types.js";
import {
  brokenGroup,
  concat,
  fill,
  fluid,
  group,
  ifBreak,
  indent,
  join,
  type Layout,
  line,
  softline,
} from "./layout.js";
import { propertyKeyText } from "./property-key-text.js";
import { numberText, stringText } from "./string-text.js";

/** A JSON value as an expression. */
export function valueLayout(value: JsonValue): Layout {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
      return stringText(value);
    case "number":
      return numberText(value);
    case "boolean":
      return value ? "true" : "false";
    default:
      return isArray(value) ? arrayLayout(value) : objectLayout(Object.entries(value));
  }
}

/** An object literal that is always broken, one property a line: a table. A value may be laid out already. */
export function tableLayout(rows: readonly (readonly [key: string, row: Layout])[]): Layout {
  const properties = rows.map(([key, row]) => concat([propertyKeyText(key), ":", fluid(row), ","]));
  const body = properties.map((property) => concat([line, property]));
  return brokenGroup(concat(["{", indent(concat(body)), line, "}"]));
}

function objectLayout(entries: readonly (readonly [string, JsonValue])[]): Layout {
  if (entries.length === 0) return "{}";
  const properties = entries.map(([key, value]) => propertyLayout(propertyKeyText(key), value));
  const body = concat([line, join(concat([",", line]), properties), ifBreak(",", "")]);
  return group(concat(["{", indent(body), line, "}"]));
}

/** prettier leaves a value beside a key of less than five columns; else a string goes to the next line when it is too long, an object when not even its brace fits. */
function propertyLayout(key: string, value: JsonValue): Layout {
  const right = valueLayout(value);
  const isPlain = typeof value === "boolean" || (typeof value === "number" && value >= 0);
  if (key.length < 5 || isPlain) return group(concat([key, ": ", right]));
  if (typeof value === "string") {
    return group(concat([key, ":", group(indent(concat([line, right])))]));
  }
  return group(concat([key, ":", fluid(right)]));
}

function arrayLayout(values: readonly JsonValue[]): Layout {
  if (values.length === 0) return "[]";
  const items = values.every((value) => typeof value === "number")
    ? fill(values.map((value) => numberText(Number(value))))
    : join(
        concat([",", line]),
        values.map((value) => group(valueLayout(value))),
      );
  const body = concat(["[", indent(concat([softline, items, ifBreak(",", "")])), softline, "]"]);
  return hasRows(values) ? brokenGroup(body) : group(body);
}

/** Several objects, or several arrays, each with several members: prettier always breaks such an array. */
function hasRows(values: readonly JsonValue[]): boolean {
  if (values.length < 2) return false;
  return (
    values.every((value) => isArray(value) && value.length > 1) ||
    values.every((value) => isObject(value) && Object.keys(value).length > 1)
  );
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
