import type { AnyNode, Expression, MemberExpression, Super } from "acorn";
import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { type Argument, type Declarations, keyName, type Origin } from "./declarations.js";

/** Something of the API's client that an expression stands for. */
export type Reference =
  | { readonly kind: "api" }
  | { readonly kind: "namespace"; readonly namespace: string }
  | { readonly kind: "operation"; readonly operation: Operation }
  | { readonly kind: "walk"; readonly name: "paginate" | "stream" }
  | { readonly kind: "raw" };

/** Reads what the expressions of a snippet stand for. */
export interface References {
  /** All that the expression can stand for; `undefined` when it may be something else too, or nobody can say. */
  of(expression: AnyNode): readonly Reference[] | undefined;
  /** The member `name` of what a reference stands for; `undefined` when there is none. */
  member(reference: Reference, name: string): Reference | "unknown" | undefined;
}

const DEEPEST = 40;
const MOST_ALTERNATIVES = 16;

/** Names that a language feature or a library looks up on any object. */
const PROBES = new Set(["then", "toJSON", ...Object.getOwnPropertyNames(Object.prototype)]);

/** Reads references by the declarations of a snippet. The API's own name counts only where the snippet does not declare it. */
export function createReferences(lookup: ApiLookup, declarations: Declarations): References {
  const namespaces = new Set(lookup.api.namespaces.map(({ name }) => name));
  const pending = new Set<AnyNode>();

  function member(reference: Reference, name: string): Reference | "unknown" | undefined {
    if (PROBES.has(name)) return "unknown";
    switch (reference.kind) {
      case "api":
        if (namespaces.has(name)) return { kind: "namespace", namespace: name };
        if (name === "paginate" || name === "stream") return { kind: "walk", name };
        return name === "raw" ? { kind: "raw" } : undefined;
      case "namespace": {
        const operation = lookup.operation(`${reference.namespace}.${name}`);
        return operation && { kind: "operation", operation };
      }
      default:
        return "unknown";
    }
  }

  function members(
    references: readonly Reference[] | undefined,
    name: string,
  ): readonly Reference[] | undefined {
    const found: Reference[] = [];
    for (const reference of references ?? []) {
      const one = member(reference, name);
      if (one === undefined || one === "unknown") return undefined;
      found.push(one);
    }
    return found.length === 0 ? undefined : found;
  }

  function of(node: AnyNode, depth = 0): readonly Reference[] | undefined {
    if (depth > DEEPEST || pending.has(node)) return undefined;
    pending.add(node);
    try {
      return read(node, depth + 1);
    } finally {
      pending.delete(node);
    }
  }

  function read(node: AnyNode, depth: number): readonly Reference[] | undefined {
    switch (node.type) {
      case "Identifier": {
        const origins = declarations.origins(node.name);
        if (origins.length > 0) return together(origins, (origin) => ofOrigin(origin, depth));
        return node.name === lookup.api.name ? [{ kind: "api" }] : undefined;
      }
      case "MemberExpression": {
        const name = memberName(node);
        return name === undefined ? undefined : members(of(node.object, depth), name);
      }
      case "ChainExpression":
        return of(node.expression, depth);
      case "AwaitExpression":
        return of(node.argument, depth);
      case "AssignmentExpression":
        return node.operator === "=" ? of(node.right, depth) : undefined;
      case "LogicalExpression":
        return together([node.left, node.right], (one) => of(one, depth));
      case "ConditionalExpression":
        return together([node.consequent, node.alternate], (one) => of(one, depth));
      case "SequenceExpression": {
        const last = node.expressions.at(-1);
        return last && of(last, depth);
      }
      default:
        return undefined;
    }
  }

  function ofOrigin(origin: Origin, depth: number): readonly Reference[] | undefined {
    switch (origin.kind) {
      case "value":
        return along(of(origin.of, depth), origin.path);
      case "element": {
        if (origin.of.type !== "ArrayExpression") return undefined;
        const items = origin.of.elements;
        return together(items, (item) => item && along(of(item, depth), origin.path));
      }
      case "parameter":
        return together(origin.calls, (call) => {
          const argument = argumentAt(call.arguments, origin.position);
          return argument && along(of(argument, depth), origin.path);
        });
      case "unknown":
        return undefined;
    }
  }

  function along(
    references: readonly Reference[] | undefined,
    path: readonly string[],
  ): readonly Reference[] | undefined {
    return path.reduce(members, references);
  }

  return { of: (expression) => of(expression), member };
}

/** What all of them stand for; `undefined` when one of them is not known. */
function together<T>(
  alternatives: readonly T[],
  read: (one: T) => readonly Reference[] | null | undefined,
): readonly Reference[] | undefined {
  if (alternatives.length === 0 || alternatives.length > MOST_ALTERNATIVES) return undefined;
  const found: Reference[] = [];
  for (const one of alternatives) {
    const references = read(one);
    if (!references) return undefined;
    found.push(...references);
  }
  return found.length > MOST_ALTERNATIVES ? undefined : found;
}

function argumentAt(given: readonly Argument[], position: number): Expression | undefined {
  const before = given.slice(0, position + 1);
  if (before.some(({ type }) => type === "SpreadElement")) return undefined;
  const argument = given[position];
  return argument === undefined || argument.type === "SpreadElement" ? undefined : argument;
}

/** The name of a member that is written out: `.get`, `["get"]`. */
export function memberName(node: MemberExpression): string | undefined {
  if (node.property.type === "PrivateIdentifier") return undefined;
  if (!node.computed) return keyName(node.property);
  return node.property.type === "Literal" ? keyName(node.property) : undefined;
}

/** The object of a member, when it is an expression. */
export function memberObject({ object }: MemberExpression): Expression | undefined {
  return isSuper(object) ? undefined : object;
}

function isSuper(object: Expression | Super): object is Super {
  return object.type === "Super";
}
