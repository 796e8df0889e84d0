import type { Type } from "../../runtime/api/types.js";
import type { Shape } from "./shape.js";
import { shapeOf } from "./shape.js";

/** A type of names and keywords (`isPlain`) on one line, for a comment. */
export function plainTypeText(type: Type): string {
  return shapeText(shapeOf(type));
}

function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case "word":
      return shape.text;
    case "reference":
      return shape.name;
    case "array":
      return `${inParentheses(shape.items)}[]`;
    case "tuple": {
      const rest = shape.rest === undefined ? [] : [`...${inParentheses(shape.rest)}[]`];
      return `[${[...shape.items.map(shapeText), ...rest].join(", ")}]`;
    }
    case "union":
      return shape.members.map(inParentheses).join(" | ");
    case "intersection":
      return shape.members.map(inParentheses).join(" & ");
    case "object":
    case "generic":
      return "unknown";
  }
}

function inParentheses(shape: Shape): string {
  const text = shapeText(shape);
  return shape.kind === "union" || shape.kind === "intersection" ? `(${text})` : text;
}
