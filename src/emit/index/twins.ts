import type { Operation } from "../../runtime/api/api.js";

/** How much of their arguments two operations must share, as a share of all that either has. */
const LEAST_SHARED = 0.5;

/**
 * Operations that do the same in different places: `/user/repos` and `/users/{username}/repos`, the same resource under accounts and under
 * zones, an old version beside the new one. They have one method, paths with one end, one result and body, and much the same arguments
 * outside the path. Groups of at least two positions in `operations`, ascending. Operations without a result are no one's twins: nothing
 * shows that they are about the same.
 */
export function findTwins(operations: readonly Operation[]): readonly (readonly number[])[] {
  const groups = new Map<string, Twins[]>();
  for (const [at, operation] of operations.entries()) {
    const key = keyOf(operation);
    if (key === undefined) continue;
    const names = argumentsOf(operation);
    const alike = groups.get(key) ?? [];
    const group = alike.find((one) => isMuchTheSame(one.names, names));
    if (group === undefined) alike.push({ members: [at], names });
    else group.members.push(at);
    groups.set(key, alike);
  }
  return [...groups.values()]
    .flat()
    .map(({ members }) => members)
    .filter((members) => members.length > 1)
    .sort(([left = 0], [right = 0]) => left - right);
}

interface Twins {
  readonly members: number[];
  /** Arguments of the first member. */
  readonly names: ReadonlySet<string>;
}

function keyOf({ httpMethod, path, result, body }: Operation): string | undefined {
  if (result.type === undefined || result.type.kind === "unknown") return undefined;
  const segments = path.split("/").filter((segment) => segment !== "");
  const end = segments.findLast((segment) => !segment.includes("{")) ?? "";
  const isOne = segments.at(-1)?.includes("{") ?? false;
  return JSON.stringify([httpMethod, end, isOne, result.type, body?.contents[0]?.type]);
}

function argumentsOf({ parameters }: Operation): ReadonlySet<string> {
  return new Set(parameters.filter((one) => one.in !== "path").map(({ name }) => name));
}

function isMuchTheSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const all = new Set([...left, ...right]).size;
  const shared = [...left].filter((name) => right.has(name)).length;
  return all === 0 || shared >= all * LEAST_SHARED;
}
