import { referencesOf } from "../../ir/graph.js";
import type { Api, MediaType, Operation } from "../../runtime/api/api.js";
import type { NamedType, Type } from "../../runtime/api/types.js";
import { isSame } from "../api/same-value.js";

/** The named types of two versions, and which of them an agent reads otherwise than before. */
export interface ChangedContent {
  readonly before: ReadonlyMap<string, NamedType>;
  readonly after: ReadonlyMap<string, NamedType>;
  /** Names of types that themselves differ; a type that one version has not differs. */
  readonly changed: ReadonlySet<string>;
  /** Whether what an answer says of an operation can differ: the operation, or a type that it reaches. */
  differs(before: Operation, after: Operation): boolean;
  /** Names of changed types that the operations of either version reach, the nearest first. */
  changedTypes(before: Operation | undefined, after: Operation | undefined): readonly string[];
}

export function changedContent(before: Api, after: Api): ChangedContent {
  const types = { before: byName(before), after: byName(after) };
  const changed = new Set<string>();
  for (const name of new Set([...types.before.keys(), ...types.after.keys()])) {
    if (!isSame(types.before.get(name), types.after.get(name))) changed.add(name);
  }
  const edges = { before: edgesOf(types.before), after: edgesOf(types.after) };
  const tainted = {
    before: reaching(edges.before, changed),
    after: reaching(edges.after, changed),
  };
  const differs = (was: Operation, is: Operation): boolean =>
    !isSame(was, is) ||
    namesIn(was).some((name) => tainted.before.has(name)) ||
    namesIn(is).some((name) => tainted.after.has(name));
  const changedTypes = (was: Operation | undefined, is: Operation | undefined) => {
    const found = new Set<string>();
    for (const [side, operation] of [
      ["after", is],
      ["before", was],
    ] as const) {
      if (operation === undefined) continue;
      const queue = namesIn(operation).filter((name) => tainted[side].has(name));
      const met = new Set(queue);
      for (const name of queue) {
        if (changed.has(name)) found.add(name);
        for (const next of edges[side].get(name) ?? []) {
          if (met.has(next) || !tainted[side].has(next)) continue;
          met.add(next);
          queue.push(next);
        }
      }
    }
    return [...found];
  };
  return { ...types, changed, differs, changedTypes };
}

function byName({ types }: Api): ReadonlyMap<string, NamedType> {
  return new Map(types.map((type) => [type.name, type]));
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

function edgesOf(types: ReadonlyMap<string, NamedType>): Edges {
  return new Map([...types].map(([name, { type }]) => [name, referencesOf(type)]));
}

/** The names that are among `goals`, or reach one of them. */
function reaching(edges: Edges, goals: ReadonlySet<string>): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  for (const [from, targets] of edges) {
    for (const target of targets) {
      const known = sources.get(target);
      if (known === undefined) sources.set(target, [from]);
      else known.push(from);
    }
  }
  const found = new Set(goals);
  // A set that grows while it is walked over is walked over to its end.
  for (const name of found) for (const source of sources.get(name) ?? []) found.add(source);
  return found;
}

/** Names of the types in an operation's own signature, arguments first. */
function namesIn({ parameters, body, result }: Operation): readonly string[] {
  const contents: readonly MediaType[] = body?.contents ?? [];
  const types: readonly Type[] = [
    ...parameters.map(({ type }) => type),
    ...contents.map(({ type }) => type),
    ...(result.type === undefined ? [] : [result.type]),
  ];
  return [...new Set(types.flatMap((type) => [...referencesOf(type)]))];
}
