import type { Namespace, Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import type { NamedType } from "../api/types.js";

/** What a query asks for. */
export type Query =
  | { readonly kind: "overview" }
  | { readonly kind: "operations"; readonly operations: readonly Operation[] }
  | { readonly kind: "namespace"; readonly namespace: Namespace }
  | { readonly kind: "type"; readonly type: NamedType }
  | { readonly kind: "no-type"; readonly name: string }
  | { readonly kind: "words"; readonly words: string };

/** Reads a query: see `Search.answer` for its forms. Names compare as written first, then without regard to case. */
export type QueryReader = (query: string) => Query;

const ROUTE = /^(?:(get|put|post|delete|options|head|patch|trace|query)\s+)?(\/\S*)$/i;
/** No name is longer; a longer query is words. */
const MAX_NAME = 300;

export function createQueryReader(lookup: ApiLookup): QueryReader {
  const names = caseless(lookup.api.operations, (operation) => [
    operation.id,
    ...(operation.operationId === undefined ? [] : [operation.operationId]),
  ]);
  const namespaces = caseless(lookup.api.namespaces, (namespace) => [namespace.name]);
  const types = caseless(lookup.api.types, (type) => [type.name]);
  return (query) => {
    const text = query.trim();
    if (text === "") return { kind: "overview" };
    if (text.length > MAX_NAME) return { kind: "words", words: text };
    if (/^type:/i.test(text)) {
      const name = text.slice("type:".length).trim();
      const type = find(types, name);
      return type === undefined ? { kind: "no-type", name } : { kind: "type", type };
    }
    const call = withoutCall(text, lookup.api.name);
    const operation = find(names, text) ?? find(names, call);
    if (operation !== undefined) return { kind: "operations", operations: [operation] };
    const namespace = /^\w+\.\*?$/.test(call)
      ? find(namespaces, call.replace(/\.\*?$/, ""))
      : undefined;
    if (namespace !== undefined) return { kind: "namespace", namespace };
    const operations = findRoute(text, lookup.api.operations);
    return operations.length > 0
      ? { kind: "operations", operations }
      : { kind: "words", words: text };
  };
}

interface Names<T> {
  readonly exact: ReadonlyMap<string, T>;
  readonly folded: ReadonlyMap<string, T>;
}

function caseless<T>(values: readonly T[], namesOf: (value: T) => readonly string[]): Names<T> {
  const exact = new Map<string, T>();
  const folded = new Map<string, T>();
  for (const value of values) {
    for (const name of namesOf(value)) {
      if (!exact.has(name)) exact.set(name, value);
      if (!folded.has(name.toLowerCase())) folded.set(name.toLowerCase(), value);
    }
  }
  return { exact, folded };
}

function find<T>(names: Names<T>, name: string): T | undefined {
  return names.exact.get(name) ?? names.folded.get(name.toLowerCase());
}

/** `issues.get` of `github.issues.get({ … })`. */
function withoutCall(text: string, apiName: string): string {
  const name = text
    .replace(/^await\s+/, "")
    .replace(/\(.*$/s, "")
    .trim();
  return name.toLowerCase().startsWith(`${apiName.toLowerCase()}.`)
    ? name.slice(apiName.length + 1)
    : name;
}

/** The operations of a route. Parameters match by place: `{owner}`, another name, or a value. */
function findRoute(text: string, operations: readonly Operation[]): Operation[] {
  const route = ROUTE.exec(text);
  if (route === null) return [];
  const method = route[1]?.toUpperCase();
  const segments = segmentsOf(route[2] ?? "");
  const candidates = operations.filter(
    (operation) => method === undefined || operation.httpMethod === method,
  );
  const exact = candidates.filter((operation) => operation.path === route[2]);
  return exact.length > 0
    ? exact
    : candidates.filter((operation) => isMatch(segments, segmentsOf(operation.path)));
}

function segmentsOf(path: string): string[] {
  return path
    .replace(/[?#].*$/s, "")
    .split("/")
    .filter((segment) => segment !== "");
}

function isMatch(wanted: readonly string[], template: readonly string[]): boolean {
  if (wanted.length !== template.length) return false;
  return template.every(
    (segment, at) => segment.startsWith("{") || segment.toLowerCase() === wanted[at]?.toLowerCase(),
  );
}
