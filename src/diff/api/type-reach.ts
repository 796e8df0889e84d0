import { referencesOf } from "../../ir/graph.js";
import type { Api, MediaType } from "../../runtime/api/api.js";
import type { Type } from "../../runtime/api/types.js";
import type { Direction } from "./type-change.js";

/** Who reaches a named type, and which way its values go. */
export interface Reach {
  /** Ids of the operations that reach it in one of these ways, in the order of the API. */
  readonly operations: (directions: readonly Direction[]) => readonly string[];
  /** The ways in which it goes, of webhooks too. */
  readonly directions: ReadonlySet<Direction>;
}

/** What refers to a type: other types, and operations by their number. */
interface Users {
  readonly types: Set<string>;
  readonly request: Set<number>;
  readonly result: Set<number>;
  isSent: boolean;
}

/** Tells of each named type of an API who reaches it. The graph is made at the first question. */
export function typeReach(api: Api): (name: string) => Reach {
  let graph: ReadonlyMap<string, Users> | undefined;
  return (name) => {
    graph ??= usersOf(api);
    const reached = { request: new Set<number>(), result: new Set<number>() };
    const directions = new Set<Direction>();
    const seen = new Set([name]);
    for (const one of seen) {
      const users = graph.get(one);
      if (users === undefined) continue;
      for (const at of users.request) reached.request.add(at);
      for (const at of users.result) reached.result.add(at);
      if (users.isSent) directions.add("result");
      for (const type of users.types) seen.add(type);
    }
    if (reached.request.size > 0) directions.add("request");
    if (reached.result.size > 0) directions.add("result");
    return {
      operations: (wanted) =>
        idsOf(new Set(wanted.flatMap((direction) => [...reached[direction]])), api),
      directions,
    };
  };
}

function idsOf(numbers: ReadonlySet<number>, { operations }: Api): readonly string[] {
  return [...numbers].sort((left, right) => left - right).flatMap((at) => operations[at]?.id ?? []);
}

function usersOf(api: Api): ReadonlyMap<string, Users> {
  const graph = new Map<string, Users>();
  const note = (type: Type, tell: (users: Users) => void): void => {
    for (const name of referencesOf(type)) {
      const known = graph.get(name);
      const users = known ?? {
        types: new Set(),
        request: new Set(),
        result: new Set(),
        isSent: false,
      };
      if (known === undefined) graph.set(name, users);
      tell(users);
    }
  };
  for (const { name, type } of api.types) note(type, (users) => users.types.add(name));
  api.operations.forEach(({ parameters, body, responses }, at) => {
    for (const { type } of parameters) note(type, ({ request }) => request.add(at));
    for (const type of typesOf(body?.contents ?? [])) note(type, ({ request }) => request.add(at));
    for (const { contents } of responses) {
      for (const type of typesOf(contents)) note(type, ({ result }) => result.add(at));
    }
  });
  for (const { contents } of api.webhooks ?? []) {
    for (const type of typesOf(contents)) {
      note(type, (users) => {
        users.isSent = true;
      });
    }
  }
  return graph;
}

function typesOf(contents: readonly MediaType[]): readonly Type[] {
  return contents.flatMap(({ type, itemType }) =>
    itemType === undefined ? [type] : [type, itemType],
  );
}
