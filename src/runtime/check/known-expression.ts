import type { ArrayExpression, Expression, ObjectExpression, Super } from "acorn";
import { type Declarations, keyName } from "./declarations.js";
import { type KnownValue, UNKNOWN } from "./known-value.js";
import { memberName, type References } from "./references.js";

const DEEPEST = 40;

/** Reads what is known of the values of expressions before they run. Nothing is assumed: what could be otherwise is unknown. */
export function createKnownExpression(
  declarations: Declarations,
  references: References,
): (expression: Expression) => KnownValue {
  function read(node: Expression, depth: number): KnownValue {
    if (depth > DEEPEST) return UNKNOWN;
    switch (node.type) {
      case "Literal":
        return literal(node.value);
      case "TemplateLiteral":
        return templateText(node.quasis.map(({ value }) => value.cooked)) ?? { kind: "string" };
      case "UnaryExpression":
        return negated(node.operator, read(node.argument, depth + 1));
      case "BinaryExpression": {
        if (node.operator !== "+" || node.left.type === "PrivateIdentifier") return UNKNOWN;
        const isText = [node.left, node.right].some((one) => isString(read(one, depth + 1)));
        return isText ? { kind: "string" } : UNKNOWN;
      }
      case "Identifier":
        return ofName(node.name, node, depth);
      case "ObjectExpression":
        return ofObject(node, depth);
      case "ArrayExpression":
        return ofArray(node, depth);
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return { kind: "other", noun: "a function" };
      case "CallExpression":
        return ofCall(node.callee);
      case "MemberExpression":
        return references.of(node) === undefined ? UNKNOWN : { kind: "other", noun: "a function" };
      default:
        return UNKNOWN;
    }
  }

  function ofCall(callee: Expression | Super): KnownValue {
    if (callee.type === "Super") return UNKNOWN;
    const name = calledName(callee);
    if (name !== undefined && TEXT_MAKERS.has(name) && isGlobal(name)) return { kind: "string" };
    return isOperation(callee) ? { kind: "other", noun: "a promise (await it first)" } : UNKNOWN;
  }

  function isGlobal(name: string): boolean {
    return declarations.origins(name.replace(/\..*/, "")).length === 0;
  }

  /** A name with one value that cannot change afterwards, which an object or an array can. */
  function ofName(name: string, node: Expression, depth: number): KnownValue {
    const origins = declarations.origins(name);
    if (origins.length === 0) {
      if (name === "undefined") return { kind: "undefined" };
      return references.of(node) === undefined
        ? UNKNOWN
        : { kind: "other", noun: "an object of functions" };
    }
    const [origin, ...others] = origins;
    if (origin?.kind !== "value" || origin.path.length > 0 || others.length > 0) return UNKNOWN;
    const value = read(origin.of, depth + 1);
    return value.kind === "scalar" || value.kind === "string" ? value : UNKNOWN;
  }

  /** A spread may replace all that stands before it. */
  function ofObject(node: ObjectExpression, depth: number): KnownValue {
    const members = new Map<string, KnownValue>();
    let isWhole = true;
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        const spread = read(property.argument, depth + 1);
        if (spread.kind === "object" && spread.isWhole) {
          for (const [name, value] of spread.members) members.set(name, value);
          continue;
        }
        for (const name of members.keys()) members.set(name, UNKNOWN);
        isWhole = false;
        continue;
      }
      const name = property.computed ? undefined : propertyName(property.key);
      if (name === undefined || name === "__proto__") isWhole = false;
      else if (property.kind !== "init") members.set(name, UNKNOWN);
      else members.set(name, read(property.value, depth + 1));
    }
    return { kind: "object", members, isWhole };
  }

  /** What follows a spread stands at a place that nobody knows. */
  function ofArray(node: ArrayExpression, depth: number): KnownValue {
    const items: KnownValue[] = [];
    for (const element of node.elements) {
      if (element?.type === "SpreadElement") return { kind: "array", items, isWhole: false };
      items.push(element === null ? { kind: "undefined" } : read(element, depth + 1));
    }
    return { kind: "array", items, isWhole: true };
  }

  function isOperation(callee: Expression): boolean {
    const found = references.of(callee);
    return found?.every(({ kind }) => kind === "operation") ?? false;
  }

  return (expression) => read(expression, 0);
}

/** Functions that give a string whatever they are given. */
const TEXT_MAKERS = new Set(["String", "JSON.stringify"]);

/** `String`, `JSON.stringify`: what a callee of one or two names says. */
function calledName(callee: Expression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  const name = memberName(callee);
  return name === undefined ? undefined : `${callee.object.name}.${name}`;
}

function literal(value: unknown): KnownValue {
  if (typeof value === "bigint") return { kind: "other", noun: "a bigint" };
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  ) {
    return { kind: "scalar", value };
  }
  return { kind: "other", noun: "a regular expression" };
}

function templateText(parts: readonly (string | null | undefined)[]): KnownValue | undefined {
  const [text] = parts;
  return parts.length === 1 && typeof text === "string"
    ? { kind: "scalar", value: text }
    : undefined;
}

function negated(operator: string, value: KnownValue): KnownValue {
  if (operator === "void") return { kind: "undefined" };
  const isNegative = operator === "-" && value.kind === "scalar" && typeof value.value === "number";
  return isNegative ? { kind: "scalar", value: -value.value } : UNKNOWN;
}

function isString(value: KnownValue): boolean {
  return value.kind === "string" || (value.kind === "scalar" && typeof value.value === "string");
}

/** A key as a property of an object has it; a number is its decimal text. */
function propertyName(
  key: Expression | { readonly type: "PrivateIdentifier" },
): string | undefined {
  if (key.type === "Literal" && typeof key.value === "number") return String(key.value);
  return keyName(key);
}
