import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  Pattern,
  Program,
  SpreadElement,
  VariableDeclarator,
} from "acorn";
import { full } from "acorn-walk";

/** Where the value of a name comes from. */
export type Origin =
  /** What the members `path` of an expression lead to; a `path` of none is the expression itself. */
  | { readonly kind: "value"; readonly of: Expression; readonly path: readonly string[] }
  /** Any element of an array, then its members. */
  | { readonly kind: "element"; readonly of: Expression; readonly path: readonly string[] }
  /** A parameter of a function that is only ever called by its name: what its calls pass. */
  | {
      readonly kind: "parameter";
      readonly calls: readonly CallExpression[];
      readonly position: number;
      readonly path: readonly string[];
    }
  | { readonly kind: "unknown" };

type FunctionNode =
  | AnonymousFunctionDeclaration
  | ArrowFunctionExpression
  | FunctionDeclaration
  | FunctionExpression;

export type Argument = Expression | SpreadElement;

/** All names that a snippet declares. */
export interface Declarations {
  /**
   * Where a name's value can come from, one entry for each declaration of that name anywhere in the snippet; empty for a name that is not declared.
   * Scopes are not told apart, so a name that is declared twice has either value.
   */
  origins(name: string): readonly Origin[];
}

const NOWHERE: Origin = { kind: "unknown" };
/** Methods of an array that call their first argument with an element. */
const ITERATING = new Set(["map", "forEach", "flatMap", "filter", "some", "every", "find"]);

interface Collected {
  readonly origins: Map<string, Origin[]>;
  /** Functions by name, with their parameters. */
  readonly functions: Map<string, readonly Pattern[]>;
  readonly calls: Map<string, CallExpression[]>;
  /** How often a name is read. */
  readonly uses: Map<string, number>;
  /** Names that get another value after their declaration. */
  readonly assigned: Set<string>;
  /** Declarators without a value of their own, but for those that a loop tells. */
  readonly bare: Set<VariableDeclarator>;
  /** Functions whose parameters are told by the code around them. */
  readonly explained: Set<AnyNode>;
}

/** Reads what a snippet declares, assigns and calls. @throws {RangeError} for code that is nested too deeply. */
export function readDeclarations(program: Program): Declarations {
  const collected: Collected = {
    origins: new Map(),
    functions: new Map(),
    calls: new Map(),
    uses: new Map(),
    assigned: new Set(),
    bare: new Set(),
    explained: new Set(),
  };
  const functions: FunctionNode[] = [];
  full(program, (node, _, type) => {
    if (type === "Identifier" && node.type === "Identifier") count(collected.uses, node.name);
    collect(node, collected);
    if (isFunction(node)) functions.push(node);
  });
  for (const { id } of collected.bare) bind(id, [], collected, () => NOWHERE);
  for (const node of functions) declareFunction(node, collected);
  for (const [name, parameters] of collected.functions)
    declareParameters(name, parameters, collected);
  for (const name of collected.assigned) add(collected, name, NOWHERE);
  return { origins: (name) => collected.origins.get(name) ?? [] };
}

function collect(node: AnyNode, collected: Collected): void {
  switch (node.type) {
    case "VariableDeclarator":
      declareVariable(node, collected);
      break;
    case "ForOfStatement":
      if (node.left.type === "VariableDeclaration") {
        const { right } = node;
        for (const declarator of node.left.declarations) {
          collected.bare.delete(declarator);
          bind(declarator.id, [], collected, (path) => ({ kind: "element", of: right, path }));
        }
      } else assign(node.left, collected);
      break;
    case "ForInStatement":
      if (node.left.type !== "VariableDeclaration") assign(node.left, collected);
      break;
    case "AssignmentExpression":
      assign(node.left, collected);
      break;
    case "UpdateExpression":
      if (node.argument.type === "Identifier") collected.assigned.add(node.argument.name);
      break;
    case "CatchClause":
      if (node.param) bind(node.param, [], collected, () => NOWHERE);
      break;
    case "ClassDeclaration":
      if (node.id) add(collected, node.id.name, NOWHERE);
      break;
    case "CallExpression":
      collectCall(node, collected);
      break;
  }
}

function declareVariable(declarator: VariableDeclarator, collected: Collected): void {
  const { id, init } = declarator;
  if (!init) {
    collected.bare.add(declarator);
    return;
  }
  if (id.type === "Identifier" && isFunction(init)) {
    collected.functions.set(id.name, collected.functions.has(id.name) ? [] : init.params);
    collected.explained.add(init);
  }
  bind(id, [], collected, (path) => ({ kind: "value", of: init, path }));
}

function collectCall(node: CallExpression, collected: Collected): void {
  const { callee } = node;
  if (callee.type === "Identifier") {
    const calls = collected.calls.get(callee.name) ?? [];
    calls.push(node);
    collected.calls.set(callee.name, calls);
  }
  const [callback] = node.arguments;
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type === "Super")
    return;
  if (callee.property.type !== "Identifier" || !ITERATING.has(callee.property.name)) return;
  if (callback === undefined || !isFunction(callback)) return;
  const { object } = callee;
  collected.explained.add(callback);
  for (const [position, parameter] of callback.params.entries()) {
    bind(parameter, [], collected, (path) =>
      position === 0 ? { kind: "element", of: object, path } : NOWHERE,
    );
  }
}

/** The name of a function declaration, and parameters of which nothing is known. */
function declareFunction(node: FunctionNode, collected: Collected): void {
  if (node.type === "FunctionDeclaration" && node.id) {
    const { name } = node.id;
    add(collected, name, NOWHERE);
    collected.functions.set(name, collected.functions.has(name) ? [] : node.params);
  } else {
    if (node.type === "FunctionExpression" && node.id) add(collected, node.id.name, NOWHERE);
    if (collected.explained.has(node)) return;
    for (const parameter of node.params) bind(parameter, [], collected, () => NOWHERE);
  }
}

/** What a function gets that is only ever called by its name is what its calls pass. */
function declareParameters(
  name: string,
  parameters: readonly Pattern[],
  collected: Collected,
): void {
  const calls = collected.calls.get(name) ?? [];
  const isKnown =
    calls.length > 0 &&
    calls.length === collected.uses.get(name) &&
    collected.origins.get(name)?.length === 1 &&
    !collected.assigned.has(name);
  for (const [position, parameter] of parameters.entries()) {
    bind(parameter, [], collected, (path) =>
      isKnown ? { kind: "parameter", calls, position, path } : NOWHERE,
    );
  }
}

/** Declares every name of a pattern; one with a default value, or what is left over, is not known. */
function bind(
  pattern: Pattern,
  path: readonly string[],
  collected: Collected,
  origin: (path: readonly string[]) => Origin,
): void {
  switch (pattern.type) {
    case "Identifier":
      add(collected, pattern.name, origin(path));
      break;
    case "ObjectPattern":
      for (const property of pattern.properties) {
        if (property.type === "RestElement") bind(property.argument, [], collected, () => NOWHERE);
        else {
          const key = property.computed ? undefined : keyName(property.key);
          if (key === undefined) bind(property.value, [], collected, () => NOWHERE);
          else bind(property.value, [...path, key], collected, origin);
        }
      }
      break;
    case "ArrayPattern":
      for (const element of pattern.elements) {
        if (element) bind(element, [], collected, () => NOWHERE);
      }
      break;
    case "AssignmentPattern":
      bind(pattern.left, [], collected, () => NOWHERE);
      break;
    case "RestElement":
      bind(pattern.argument, [], collected, () => NOWHERE);
      break;
    case "MemberExpression":
      break;
  }
}

/** Every name that an assignment gives another value. */
function assign(target: Pattern, collected: Collected): void {
  switch (target.type) {
    case "Identifier":
      collected.assigned.add(target.name);
      break;
    case "ObjectPattern":
      for (const property of target.properties) {
        assign(property.type === "RestElement" ? property.argument : property.value, collected);
      }
      break;
    case "ArrayPattern":
      for (const element of target.elements) if (element) assign(element, collected);
      break;
    case "AssignmentPattern":
      assign(target.left, collected);
      break;
    case "RestElement":
      assign(target.argument, collected);
      break;
    case "MemberExpression":
      break;
  }
}

/** The name of a property that is written out, as an identifier or a string. */
export function keyName(
  key: Expression | { readonly type: "PrivateIdentifier" },
): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}

function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

function add({ origins }: Collected, name: string, origin: Origin): void {
  const known = origins.get(name);
  if (known === undefined) origins.set(name, [origin]);
  else known.push(origin);
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
