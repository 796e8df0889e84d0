import type { CallExpression, Node } from "typescript-native/unstable/ast";
import type { Diagnostic, Type } from "typescript-native/unstable/sync";
import type { OwnedType, TypeFinding } from "../../check/type-finding.js";
import { knownNode } from "./known-node.js";
import { askedNames } from "./leniency.js";
import { nodeAt, shortText } from "./nodes.js";
import {
  type CheckedSnippet,
  isDeclaredGlobal,
  operationOf,
  ownedExpression,
  ownedType,
} from "./owned-type.js";
import type { TypeScript } from "./typescript.js";

/** What has operations: code asks for them as for features, and they hold no data that could be mistaken. */
const OF_OPERATIONS: ReadonlySet<OwnedType["kind"]> = new Set(["client", "namespace"]);

/** Diagnostics that are looked at; what comes after many follows from them. */
const MOST_DIAGNOSTICS = 60;

/** A finding before its line is known. */
type Place = { readonly at: number; readonly finding: Unplaced };
type Unplaced = TypeFinding extends infer Finding
  ? Finding extends TypeFinding
    ? Omit<Finding, "line">
    : never
  : never;

/**
 * What of the diagnostics concerns the API's own types. A diagnostic only says where to look: the types there decide, and everything that is
 * not about the API is left alone.
 */
export function findingsOf(
  diagnostics: readonly Diagnostic[],
  snippet: CheckedSnippet,
): readonly TypeFinding[] {
  const places: Place[] = [];
  let sureUntil = Number.POSITIVE_INFINITY;
  for (const { pos, end } of diagnostics.slice(0, MOST_DIAGNOSTICS)) {
    const node = nodeAt(snippet.file, pos, end);
    const finding = findingAt(node, snippet);
    if (finding !== undefined) places.push({ at: pos, finding });
    else if (mixesTypes(node, snippet)) sureUntil = Math.min(sureUntil, pos);
  }
  if (places.length === 0) return [];
  const { asked, tested, rewritten } = askedNames(snippet.file, snippet.typescript.ast);
  const sure = places.filter(({ at, finding }) => {
    if (finding.kind === "arguments") return true;
    if (at >= sureUntil) return false;
    if (rewritten.has(variableOf(finding.object))) return false;
    if (finding.kind !== "member") return true;
    const { name, owner } = finding;
    return !asked.has(name) && !(tested.has(name) && OF_OPERATIONS.has(owner.kind));
  });
  return sure.map(({ at, finding }) => ({ ...finding, line: lineOf(snippet.file.text, at) }));
}

/** The variable that an expression begins with. */
function variableOf(expression: string): string {
  return /^[\p{ID_Continue}$]+/u.exec(expression)?.[0] ?? "";
}

function findingAt(node: Node, snippet: CheckedSnippet): Unplaced | undefined {
  return (
    lackingMember(node, snippet) ??
    lackingBinding(node, snippet) ??
    wrongIteration(node, snippet) ??
    wrongCall(node, snippet)
  );
}

function lackingMember(node: Node, snippet: CheckedSnippet): Unplaced | undefined {
  const { ast } = snippet.typescript;
  const { parent } = node;
  if (!ast.isPropertyAccessExpression(parent) || parent.name !== node) return undefined;
  const { expression } = parent;
  const name = parent.name.text;
  const type = snippet.checker.getTypeAtLocation(expression);
  const owner = ownedExpression(expression, snippet);
  if (type === undefined || owner === undefined || hasMember(type, name, snippet)) return undefined;
  return { kind: "member", name, object: shortText(expression, ast), owner };
}

/** `const { titel } = issue`, in a declaration, a parameter or a loop. */
function lackingBinding(node: Node, snippet: CheckedSnippet): Unplaced | undefined {
  const { ast } = snippet.typescript;
  const element = node.parent;
  if (!ast.isBindingElement(element)) return undefined;
  const key = element.propertyName ?? element.name;
  const pattern = element.parent;
  if (key !== node || !ast.isIdentifier(key) || !ast.isObjectBindingPattern(pattern)) {
    return undefined;
  }
  const type = snippet.checker.getTypeAtLocation(pattern);
  const owner = type && ownedType(type, snippet);
  if (type === undefined || owner === undefined || hasMember(type, key.text, snippet)) {
    return undefined;
  }
  const object = shortText(destructured(pattern, ast) ?? pattern, ast);
  return { kind: "member", name: key.text, object, owner };
}

/** What a pattern takes apart, where that has a name: `issue` in `const { user } = issue`, `user` in `{ user: { login } }`. */
function destructured(pattern: Node, ast: TypeScript["ast"]): Node | undefined {
  const { parent } = pattern;
  if (ast.isVariableDeclaration(parent)) return parent.initializer;
  return ast.isBindingElement(parent) ? parent.propertyName : undefined;
}

/** Whether any member of a type has the property. */
function hasMember(type: Type, name: string, { checker }: CheckedSnippet): boolean {
  const types = type.isUnionType() ? type.getTypes() : [type];
  return types.some((one) => checker.getPropertyOfType(one, name) !== undefined);
}

function wrongIteration(node: Node, snippet: CheckedSnippet): Unplaced | undefined {
  const { ast } = snippet.typescript;
  const iterated = iteratedBy(node, snippet);
  const owner = iterated && ownedExpression(iterated, snippet);
  if (iterated === undefined || owner === undefined) return undefined;
  const object = shortText(iterated, ast);
  if (owner.kind === "promise" || owner.kind === "walk") {
    return { kind: "iteration", object, owner };
  }
  if (owner.kind !== "object") return undefined;
  return { kind: "iteration", object, owner: { ...owner, members: lists(iterated, snippet) } };
}

/** The expression that a loop, a spread or a pattern at `node` goes through. */
function iteratedBy(node: Node, snippet: CheckedSnippet): Node | undefined {
  const { ast } = snippet.typescript;
  const { parent } = node;
  if (ast.isForOfStatement(parent) && parent.expression === node) return node;
  if (ast.isSpreadElement(parent) && parent.expression === node) return node;
  if (ast.isArrayBindingPattern(node) && ast.isVariableDeclaration(parent)) {
    return parent.initializer;
  }
  return undefined;
}

function lists(expression: Node, { checker }: CheckedSnippet): readonly string[] {
  const type = checker.getTypeAtLocation(expression);
  if (type === undefined) return [];
  const properties = checker.getPropertiesOfType(type).slice(0, MOST_DIAGNOSTICS);
  const types = checker.getTypeOfSymbol(properties);
  const isList = (at: number) => {
    const own = types[at];
    return own !== undefined && checker.isArrayType(own);
  };
  return properties.filter((_, at) => isList(at)).map(({ name }) => name);
}

/** The innermost call around the node: of what is no function, or of an operation with arguments that may not fit. */
function wrongCall(node: Node, snippet: CheckedSnippet): Unplaced | undefined {
  const { ast } = snippet.typescript;
  const call = callAround(node, snippet);
  if (call === undefined) return undefined;
  const callee = call.expression;
  const type = snippet.checker.getTypeAtLocation(callee);
  if (type === undefined) return undefined;
  const [first, second] = call.arguments;
  if (call.arguments.some(ast.isSpreadElement)) return undefined;
  const operation = operationOf(type, snippet);
  if (operation !== undefined) {
    const given = first === undefined ? NOTHING : knownNode(first, snippet);
    return { kind: "arguments", operation, count: call.arguments.length, given };
  }
  const symbol = type.getSymbol();
  if (symbol !== undefined && isDeclaredGlobal(symbol) && PASSING.has(symbol.name)) {
    const passed = first && snippet.checker.getTypeAtLocation(first);
    const place = passed && operationOf(passed, snippet);
    if (place === undefined || second === undefined) return undefined;
    return { kind: "arguments", operation: place, count: 1, given: knownNode(second, snippet) };
  }
  return isWithin(node, callee) ? notCallable(callee, type, snippet) : undefined;
}

const NOTHING = { kind: "undefined" } as const;
const PASSING = new Set(["raw", "paginate", "stream"]);

function notCallable(callee: Node, type: Type, snippet: CheckedSnippet): Unplaced | undefined {
  const { checker, typescript } = snippet;
  if (checker.getSignaturesOfType(type, typescript.api.SignatureKind.Call).length > 0) {
    return undefined;
  }
  const owner = ownedExpression(callee, snippet);
  return owner && { kind: "call", object: shortText(callee, typescript.ast), owner };
}

/** The nearest call around a node, without leaving the function that the node is in. */
function callAround(node: Node, { typescript }: CheckedSnippet): CallExpression | undefined {
  const { ast } = typescript;
  for (let one = node; one.parent !== undefined; one = one.parent) {
    if (ast.isArrowFunction(one) || ast.isBlock(one) || ast.isStatement(one)) return undefined;
    if (ast.isCallExpression(one)) return one;
  }
  return undefined;
}

/**
 * True where values of the API are put where other ones are expected: a variable that takes results of several operations, a list to which others are
 * added. What is read of them afterwards may be there all the same.
 */
function mixesTypes(node: Node, snippet: CheckedSnippet): boolean {
  const { ast } = snippet.typescript;
  const { parent } = node;
  const isAssigned = ast.isBinaryExpression(parent) && parent.left === node;
  const isPassed = ast.isCallExpression(parent) && parent.expression !== node;
  if (!isAssigned && !isPassed) return false;
  const owner: OwnedType | undefined = ownedExpression(node, snippet);
  return owner !== undefined;
}

function isWithin(node: Node, outer: Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

/** The snippet's first line is that of the file. */
function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) {
    line += 1;
  }
  return line;
}
