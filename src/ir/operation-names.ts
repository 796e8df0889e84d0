import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { NormalisedOperation } from "../normalise/normalised.js";
import { isIdentifierName } from "../runtime/api/literal.js";
import { methodFromId, repeatsRoute } from "./method-name.js";
import { isReservedMethod, isReservedNamespace } from "./reserved-names.js";
import { literalSegments, methodFromRoute, versionSegments } from "./route-name.js";
import { camelCase, hash, isPlural, pascalCase, shorten, singular, wordsOf } from "./words.js";

export interface OperationName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The names of operations, in their order. By rule: the configuration's; an operationId split at its first `/` or `.`;
 * the first tag or path segment with the id's words; else verb and path segments. Every member of a collision is qualified
 * from its own path.
 */
export function operationNames(
  operations: readonly NormalisedOperation[],
  configured: { readonly [operation: string]: string },
  diagnostics: Diagnostics,
): readonly OperationName[] {
  const proposals = operations.map(
    (operation) =>
      configuredName(operation, configured, diagnostics) ?? derivedName(operation, diagnostics),
  );
  return qualify(operations, proposals);
}

interface Proposal extends OperationName {
  /** A configured name is never qualified. */
  readonly fixed: boolean;
}

function configuredName(
  operation: NormalisedOperation,
  configured: { readonly [operation: string]: string },
  diagnostics: Diagnostics,
): Proposal | undefined {
  const keys = [
    `${operation.method} ${operation.path}`,
    ...(operation.operationId === undefined ? [] : [operation.operationId]),
  ];
  const key = keys.find((candidate) => Object.hasOwn(configured, candidate));
  if (key === undefined) return undefined;
  const full = configured[key] ?? "";
  const [namespace = "", name = "", ...rest] = full.split(".");
  if (
    rest.length > 0 ||
    !isIdentifierName(namespace) ||
    !isIdentifierName(name) ||
    isReservedNamespace(namespace) ||
    isReservedMethod(name)
  ) {
    diagnostics.report("name-configured-unusable", operation.pointer, {
      key,
      name: full,
      reason: "is not two free identifiers with a dot",
    });
    return undefined;
  }
  return { namespace, name, fixed: true };
}

function derivedName(operation: NormalisedOperation, diagnostics: Diagnostics): Proposal {
  const kept = fromSplitId(operation);
  const { namespace, name } = kept ?? fromTagOrPath(operation);
  if (kept !== undefined && READING_VERBS.has(wordsOf(kept.name)[0] ?? "")) {
    diagnostics.report("name-unconventional", operation.pointer, { name: `${namespace}.${name}` });
  }
  return {
    namespace: freeNamespace(shorten(namespace, namespace)),
    name: freeMethod(shorten(name, routeOf(operation))),
    fixed: false,
  };
}

function fromSplitId(operation: NormalisedOperation): OperationName | undefined {
  const match = /^([^/.]+)[/.](.+)$/.exec(operation.operationId ?? "");
  if (match === null) return undefined;
  const namespace = camelCase(wordsOf(match[1] ?? ""));
  const name = camelCase(wordsOf(match[2] ?? ""));
  return namespace === "" || name === "" ? undefined : { namespace, name };
}

function fromTagOrPath(operation: NormalisedOperation): OperationName {
  const literals = literalSegments(operation.path);
  const namespaceWords = [operation.tags[0] ?? "", ...literals]
    .map(wordsOf)
    .find((words) => words.length > 0) ?? ["root"];
  const namespace = camelCase(namespaceWords);
  const idWords = wordsOf(operation.operationId ?? "");
  const usable = idWords.length > 0 && !repeatsRoute(operation.operationId ?? "", operation);
  const ending = operation.path.endsWith("}") ? "variable" : "literal";
  const words = usable
    ? conventional(methodFromId(idWords, namespaceWords, ending), operation.path)
    : [];
  return {
    namespace,
    name: camelCase(words.length > 0 ? words : methodFromRoute(operation, namespaceWords)),
  };
}

/** Other people's verbs for reading one thing; ours is `get`. */
const READING_VERBS = new Set(["fetch", "retrieve", "obtain"]);
const READING_NOUNS = new Set(["info", "information", "detail", "details"]);

/** `get` for what ids also call fetch, retrieve or info; `list` where the path ends in many things. */
function conventional(words: readonly string[], path: string): readonly string[] {
  const [verb = "", ...rest] = words;
  const endsInVariable = path.endsWith("}");
  if (READING_VERBS.has(verb)) return ["get", ...rest];
  if (rest.length > 0) return words;
  if (endsInVariable && READING_NOUNS.has(verb)) return ["get"];
  const lastWord = wordsOf(literalSegments(path).at(-1) ?? "").at(-1) ?? "";
  return verb === "get" && !endsInVariable && isPlural(lastWord) ? ["list"] : words;
}

/** Ever longer qualifiers, each made from the operation alone. */
const QUALIFIERS: readonly ((operation: NormalisedOperation, name: string) => string)[] = [
  () => "",
  (operation, name) => suffix("For", parents(operation, name).slice(0, 1)),
  (operation, name) => suffix("For", parents(operation, name)),
  (operation) => suffix("By", variables(operation).slice(-1)),
  (operation) => pascalCase(versionSegments(operation.path).flatMap(wordsOf)).replace("_", "V"),
  (operation) => suffix("With", [operation.method.toLowerCase()]),
  (operation, name) => suffix("For", parents(operation, name)) + suffix("By", variables(operation)),
  (operation, name) =>
    suffix("For", parents(operation, name)) +
    suffix("By", variables(operation)) +
    suffix("With", [operation.method.toLowerCase()]),
  (operation) => `_${hash(routeOf(operation))}`,
];

/** Qualifies collisions, group by group: the first qualifier that tells all members of a group apart, and from everybody else. */
function qualify(
  operations: readonly NormalisedOperation[],
  proposals: readonly Proposal[],
): OperationName[] {
  const names = proposals.map(({ namespace, name }) => ({ namespace, name }));
  const taken = new Map<string, number[]>();
  for (const [index, proposal] of proposals.entries()) {
    const key = `${proposal.namespace}.${proposal.name}`;
    taken.set(key, [...(taken.get(key) ?? []), index]);
  }
  const used = new Set(taken.keys());
  for (const members of [...taken.values()].filter((group) => group.length > 1)) {
    const free = members.filter((index) => proposals[index]?.fixed !== true);
    for (const qualifier of QUALIFIERS) {
      const qualified = free.flatMap((index) => {
        const [operation, proposal] = [operations[index], proposals[index]];
        if (operation === undefined || proposal === undefined) return [];
        return [
          {
            index,
            namespace: proposal.namespace,
            name: proposal.name + qualifier(operation, proposal.name),
          },
        ];
      });
      const keys = new Set(qualified.map(({ namespace, name }) => `${namespace}.${name}`));
      const own = new Set(
        free.length === members.length
          ? members.map((index) => `${proposals[index]?.namespace}.${proposals[index]?.name}`)
          : [],
      );
      if (keys.size < qualified.length || [...keys].some((key) => used.has(key) && !own.has(key)))
        continue;
      for (const { index, namespace, name } of qualified) names[index] = { namespace, name };
      for (const key of keys) used.add(key);
      break;
    }
  }
  return names;
}

/** Literal segments of the path, least first, that the name does not say yet: what the thing belongs to. */
function parents(operation: NormalisedOperation, name: string): string[] {
  const said = new Set(wordsOf(name).map(singular));
  return literalSegments(operation.path)
    .map((segment) => wordsOf(segment).map(singular))
    .filter((words) => words.length > 0 && !words.every((word) => said.has(word)))
    .map((words) => words.join(" "));
}

function variables(operation: NormalisedOperation): string[] {
  return Array.from(operation.path.matchAll(/\{([^{}]+)\}/g), (match) => match[1] ?? "");
}

function suffix(preposition: string, parts: readonly string[]): string {
  return parts.length === 0
    ? ""
    : preposition + pascalCase(parts.flatMap(wordsOf)).replace(/^_/, "");
}

function routeOf(operation: NormalisedOperation): string {
  return `${operation.method} ${operation.path}`;
}

function freeNamespace(name: string): string {
  return isReservedNamespace(name) ? `${name}Api` : name;
}

function freeMethod(name: string): string {
  return isReservedMethod(name) ? `${name}_` : name;
}
