import type { AnyNode, MemberExpression } from "acorn";

/** The nodes around a node, outermost first, the node itself last. */
export type Guarded = readonly AnyNode[];

/**
 * True for a member that the code only asks whether it is there: `typeof github.issues.find`, `if (github.extra)`, `github.issues.find?.()`,
 * `github.a.find ?? github.a.list`.
 */
export function isProbed(node: MemberExpression, ancestors: Guarded): boolean {
  const parent = ancestors.at(-2);
  if (parent === undefined) return false;
  switch (parent.type) {
    case "UnaryExpression":
      return parent.operator === "typeof" || parent.operator === "!";
    case "BinaryExpression":
      return true;
    case "LogicalExpression":
      return parent.left === node;
    case "IfStatement":
    case "ConditionalExpression":
    case "WhileStatement":
      return parent.test === node;
    case "CallExpression":
      return parent.callee === node && parent.optional === true;
    case "MemberExpression":
      return parent.object === node && parent.optional === true;
    case "AssignmentExpression":
      return parent.left === node;
    case "UpdateExpression":
      return true;
    default:
      return false;
  }
}
