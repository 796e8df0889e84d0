import type {
  AnyNode,
  CallExpression,
  Expression,
  ForOfStatement,
  Program,
  VariableDeclarator,
} from "acorn";
import { fullAncestor } from "acorn-walk";
import type { ApiLookup } from "../api/lookup.js";
import { callProblem } from "./call-problem.js";
import { keyName, readDeclarations } from "./declarations.js";
import { createKnownExpression } from "./known-expression.js";
import type { KnownValue } from "./known-value.js";
import { isProbed } from "./member-guard.js";
import { lackingMember, walkMember } from "./member-problem.js";
import type { Misuse } from "./misuse.js";
import {
  createReferences,
  memberName,
  memberObject,
  type Reference,
  type References,
} from "./references.js";

type Problem = Omit<Misuse, "line">;

interface Reader {
  readonly lookup: ApiLookup;
  readonly references: References;
  readonly known: (expression: Expression) => KnownValue;
}

/**
 * Where a snippet certainly uses the API wrongly, in the order of the code: operations that there are not, arguments that do not fit as far as they
 * are written out, pages taken for a list, calls that nobody waited for. Names, destructuring and functions of the snippet are followed; what is
 * not certain is left to the call itself, and so is code that is nested too deeply to be read.
 */
export function checkSnippet(program: Program, lookup: ApiLookup): readonly Misuse[] {
  const found: Misuse[] = [];
  const probed = new Set<string>();
  try {
    const declarations = readDeclarations(program);
    const references = createReferences(lookup, declarations);
    const known = createKnownExpression(declarations, references);
    fullAncestor(program, (node, _, ancestors) => {
      if (node.type === "MemberExpression" && isProbed(node, ancestors)) {
        probed.add(memberName(node) ?? "");
        return;
      }
      const problem = problemAt(node, { lookup, references, known });
      const place = node.type === "MemberExpression" ? node.property : node;
      const line = place.loc?.start.line;
      if (problem === undefined || line === undefined) return;
      found.push({ line, ...problem });
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const certain = found.filter(({ member }) => member === undefined || !probed.has(member));
  const once = new Map(certain.map((one) => [`${one.line} ${one.message}`, one]));
  return [...once.values()].sort((a, b) => a.line - b.line);
}

function problemAt(node: AnyNode, reader: Reader): Problem | undefined {
  switch (node.type) {
    case "MemberExpression": {
      const name = memberName(node);
      const object = memberObject(node);
      if (name === undefined || object === undefined) return undefined;
      return memberProblem(object, name, reader);
    }
    case "VariableDeclarator":
      return destructuredProblem(node, reader);
    case "CallExpression":
      return misusedCall(node, reader);
    case "ForOfStatement":
      return node.await ? undefined : loopProblem(node, reader);
    default:
      return undefined;
  }
}

/** A member of something of the API that none of what the expression can stand for has. */
function memberProblem(object: Expression, name: string, reader: Reader): Problem | undefined {
  const { lookup, references } = reader;
  const callee = object.type === "CallExpression" ? calleeOf(object, reader) : undefined;
  if (callee !== undefined) return walkMember(callee, name, lookup);
  const found = references.of(object);
  if (found?.some((one) => references.member(one, name) !== undefined)) return undefined;
  const [first] = found ?? [];
  return first && lackingMember(first, name, lookup);
}

/** `const { issue } = github`: a member that there is not. */
function destructuredProblem(
  { id, init }: VariableDeclarator,
  reader: Reader,
): Problem | undefined {
  if (!init || id.type !== "ObjectPattern") return undefined;
  for (const property of id.properties) {
    const isPlain = property.type === "Property" && property.value.type !== "AssignmentPattern";
    const name = isPlain && !property.computed ? keyName(property.key) : undefined;
    const problem = name === undefined ? undefined : memberProblem(init, name, reader);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function misusedCall(node: CallExpression, reader: Reader): Problem | undefined {
  const callee = calleeOf(node, reader);
  if (callee === undefined) return undefined;
  const given = node.arguments.map((argument) =>
    argument.type === "SpreadElement" ? undefined : argument,
  );
  if (given.includes(undefined)) return undefined;
  const [first, second, third] = given;
  if (callee.kind === "operation") {
    const { operation } = callee;
    if (second !== undefined && reader.known(second).kind !== "undefined") {
      const message = `${operation.id} takes one object of arguments, and here are ${given.length}`;
      return { message, operation: operation.id };
    }
    return argumentsProblem(callee, first, reader);
  }
  if (callee.kind !== "walk" && callee.kind !== "raw") return undefined;
  if (third !== undefined && callee.kind === "walk" && callee.name === "stream") return undefined;
  return first && passedProblem(callee, first, second, reader);
}

/** What is wrong with a call of `paginate`, `stream` or `raw`, which take an operation first. */
function passedProblem(
  callee: Extract<Reference, { kind: "walk" | "raw" }>,
  first: Expression,
  args: Expression | undefined,
  reader: Reader,
): Problem | undefined {
  const { lookup, references, known } = reader;
  const name = callee.kind === "raw" ? "raw" : callee.name;
  const [passed, ...others] = references.of(first) ?? [];
  if (others.length > 0) return undefined;
  const called = first.type === "CallExpression" ? calleeOf(first, reader) : undefined;
  const api = lookup.api.name;
  if (called?.kind === "operation") {
    const { id } = called.operation;
    const message = `${name} takes the operation itself, not its call: ${api}.${name}(${api}.${id}, args)`;
    return { message, operation: id };
  }
  if (passed !== undefined && passed.kind !== "operation") {
    return {
      message: `${name} takes an operation first: ${api}.${name}(${api}.namespace.operation, args)`,
    };
  }
  if (passed === undefined && known(first).kind === "object") {
    return {
      message: `${name} takes an operation first, and then its arguments: ${api}.${name}(${api}.namespace.operation, args)`,
    };
  }
  if (passed === undefined) return undefined;
  const { operation } = passed;
  if (name === "paginate" && operation.pagination === undefined) {
    const message = `nothing is known of the pages of ${operation.id}: call it, and ask for further ones by its arguments`;
    return { message, operation: operation.id };
  }
  return argumentsProblem(passed, args, reader);
}

function argumentsProblem(
  { operation }: Extract<Reference, { kind: "operation" }>,
  args: Expression | undefined,
  { lookup, known }: Reader,
): Problem | undefined {
  const given: KnownValue = args === undefined ? { kind: "undefined" } : known(args);
  const problem = callProblem(operation, given, lookup);
  return problem && { message: `${operation.id}: ${problem.message}`, operation: operation.id };
}

/** `for (const x of …)` over pages or a stream, which arrive one after the other. */
function loopProblem({ right }: ForOfStatement, reader: Reader): Problem | undefined {
  const callee = right.type === "CallExpression" ? calleeOf(right, reader) : undefined;
  if (callee?.kind === "walk") {
    return {
      message: `${callee.name} gives its items one after the other: write \`for await (const item of …)\``,
    };
  }
  return callee?.kind === "operation" ? unawaited(callee) : undefined;
}

function unawaited({ operation }: Extract<Reference, { kind: "operation" }>): Problem {
  const message = `${operation.id} gives a promise: write \`await\` before the call`;
  return { message, operation: operation.id };
}

/** What is called, where that is certain. */
function calleeOf({ callee }: CallExpression, { references }: Reader): Reference | undefined {
  if (callee.type === "Super") return undefined;
  const [only, ...others] = references.of(callee) ?? [];
  return others.length === 0 ? only : undefined;
}
