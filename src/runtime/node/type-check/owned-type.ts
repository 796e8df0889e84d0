import type { Node, SourceFile } from "typescript-native/unstable/ast";
import type {
  Checker,
  Symbol as CheckerSymbol,
  NodeHandle,
  Type,
} from "typescript-native/unstable/sync";
import type { OperationPlace, OwnedType } from "../../check/type-finding.js";
import { GLOBALS, SCHEMA } from "./schema-files.js";
import type { TypeScript } from "./typescript.js";

/** One snippet as the checker sees it. */
export interface CheckedSnippet {
  readonly typescript: TypeScript;
  readonly checker: Checker;
  readonly file: SourceFile;
}

const MOST_MEMBERS = 300;
const MODULE = /^(?<module>[^/]+)\.d\.ts$/;

/** What of the API's own an expression is; `undefined` for anything else, and for what may be something else too. */
export function ownedExpression(expression: Node, snippet: CheckedSnippet): OwnedType | undefined {
  const type = snippet.checker.getTypeAtLocation(expression);
  if (type === undefined) return undefined;
  const owned = ownedType(type, snippet);
  if (owned !== undefined && (owned.kind !== "array" || owned.members.length > 0)) return owned;
  return isOwnProperty(expression, snippet) ? (plainType(type, snippet) ?? owned) : owned;
}

/** What of the API's own all members of a type are. */
export function ownedType(type: Type, snippet: CheckedSnippet): OwnedType | undefined {
  const { checker } = snippet;
  if (type.isUnionType()) return ofAll(type.getTypes(), snippet);
  const alias = type.getAliasSymbol();
  if (alias !== undefined && isDeclared(alias, isGlobals)) {
    return alias.name === "Client" ? named("client", "") : undefined;
  }
  if (checker.isArrayType(type) && type.isTypeReference()) {
    const [items] = checker.getTypeArguments(type);
    const owned = items && ownedType(items, snippet);
    return owned?.kind === "object" ? { ...owned, kind: "array" } : undefined;
  }
  const symbol = type.getSymbol();
  if (type.isTypeReference()) {
    const [first] = checker.getTypeArguments(type);
    if (symbol?.name === "Promise" && first !== undefined) return promised(first, snippet);
    if (symbol?.name === "Walk" && isDeclared(symbol, isGlobals)) return named("walk", "");
  }
  if (type.isIntersectionType() && alias === undefined) return ofAll(type.getTypes(), snippet);
  const declared = [alias, symbol].find((one) => one !== undefined && isDeclared(one, isSchema));
  if (declared === undefined || isFunction(type, snippet)) return undefined;
  const properties = checker.getPropertiesOfType(type);
  const { Method } = snippet.typescript.api.SymbolFlags;
  if (properties.length > 0 && properties.every(({ flags }) => (flags & Method) !== 0)) {
    const module = declared.declarations.map(moduleOf).find((one) => one !== undefined);
    return named("namespace", module ?? "");
  }
  const members = properties.slice(0, MOST_MEMBERS).map(({ name }) => name);
  return { kind: "object", name: typeName(declared), members };
}

/** The operation that a type is the method of. */
export function operationOf(
  type: Type,
  { typescript }: CheckedSnippet,
): OperationPlace | undefined {
  const { SymbolFlags } = typescript.api;
  const symbol = type.getSymbol();
  if (symbol === undefined || (symbol.flags & SymbolFlags.Method) === 0) return undefined;
  const module = symbol.declarations.map(moduleOf).find((one) => one !== undefined);
  return module === undefined ? undefined : { module, name: symbol.name };
}

/** Whether a symbol is one that snippets have beside the schema. */
export function isDeclaredGlobal(symbol: CheckerSymbol): boolean {
  return isDeclared(symbol, isGlobals);
}

/** True for a member whose own declaration stands in the schema. */
function isOwnProperty(expression: Node, { typescript, checker }: CheckedSnippet): boolean {
  if (!typescript.ast.isPropertyAccessExpression(expression)) return false;
  const symbol = checker.getSymbolAtLocation(expression.name);
  return symbol !== undefined && isDeclared(symbol, isSchema);
}

/** Strings, numbers, booleans, and arrays of them. */
function plainType(type: Type, { typescript, checker }: CheckedSnippet): OwnedType | undefined {
  const { TypeFlags } = typescript.api;
  if (checker.isArrayType(type) && type.isTypeReference()) {
    const [items] = checker.getTypeArguments(type);
    const isPlain = items !== undefined && (items.flags & TypeFlags.Primitive) !== 0;
    return isPlain ? named("array", `${checker.typeToString(items)}s`) : undefined;
  }
  const members = type.isUnionType() ? type.getTypes() : [type];
  const all = (flags: number) => members.every((one) => (one.flags & flags) !== 0);
  if (all(TypeFlags.StringLike)) return named("scalar", "string");
  if (all(TypeFlags.NumberLike)) return named("scalar", "number");
  return all(TypeFlags.BooleanLike) ? named("scalar", "boolean") : undefined;
}

/** A promise of anything that a schema can give; what the snippet itself makes is its own affair. */
function promised(type: Type, snippet: CheckedSnippet): OwnedType | undefined {
  const owned = ownedType(type, snippet);
  return owned && { ...owned, kind: "promise" };
}

/** The first, when all are of the API; a string beside them, as a label that is a name or an object, is part of the API's type too. */
function ofAll(types: readonly Type[], snippet: CheckedSnippet): OwnedType | undefined {
  let first: OwnedType | undefined;
  for (const type of types) {
    if ((type.flags & snippet.typescript.api.TypeFlags.Primitive) !== 0) continue;
    const owned = ownedType(type, snippet);
    if (owned === undefined) return undefined;
    first ??= owned;
  }
  return first;
}

function isFunction(type: Type, { typescript, checker }: CheckedSnippet): boolean {
  return checker.getSignaturesOfType(type, typescript.api.SignatureKind.Call).length > 0;
}

function named(kind: OwnedType["kind"], name: string): OwnedType {
  return { kind, name, members: [] };
}

/** Types that are written where they are used have no name that an author knows. */
function typeName({ name }: CheckerSymbol): string {
  return name.startsWith("__") ? "" : name;
}

function isDeclared(symbol: CheckerSymbol, within: (handle: NodeHandle) => boolean): boolean {
  return symbol.declarations.some(within);
}

/** Paths are in lower case where the disk does not tell cases apart. */
function isSchema({ path }: NodeHandle): boolean {
  return path.toLowerCase().startsWith(SCHEMA);
}

function isGlobals({ path }: NodeHandle): boolean {
  return path.toLowerCase() === GLOBALS.toLowerCase();
}

function moduleOf(handle: NodeHandle): string | undefined {
  if (!isSchema(handle)) return undefined;
  return MODULE.exec(handle.path.slice(SCHEMA.length))?.groups?.["module"];
}
