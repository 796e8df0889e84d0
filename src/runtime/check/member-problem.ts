import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import type { Misuse } from "./misuse.js";
import type { Reference } from "./references.js";

type Problem = Omit<Misuse, "line">;

const SUGGESTIONS = 3;
/** What a promise has. */
const PROMISE_MEMBERS = new Set(["then", "catch", "finally"]);
/** What `paginate` and `stream` give. */
const WALK_MEMBERS = new Set(["toArray"]);

/** A namespace or an operation that there is not, with the nearest that there are. */
export function lackingMember(
  reference: Reference,
  name: string,
  lookup: ApiLookup,
): Problem | undefined {
  const { api } = lookup;
  if (reference.kind === "api") {
    const namespaces = nearest(
      name,
      api.namespaces.map((one) => one.name),
      SUGGESTIONS,
    );
    const near = namespaces.length > 0 ? namespaces : nearOperations(name, lookup);
    return { member: name, message: `${api.name} has no ${name}${meant(near, api.name)}` };
  }
  if (reference.kind !== "namespace") return undefined;
  const { namespace } = reference;
  const inside = api.operations.filter((one) => one.namespace === namespace);
  const within = nearest(
    name,
    inside.map((one) => one.name),
    SUGGESTIONS,
  ).map((one) => `${namespace}.${one}`);
  const near = within.length > 0 ? within : nearOperations(`${namespace}.${name}`, lookup);
  const [operation] = near;
  return {
    member: name,
    message: `there is no operation ${namespace}.${name}${meant(near, api.name)}`,
    ...(operation !== undefined && { operation }),
  };
}

/** A member of what a call gives, which is a promise, or an async iterable. */
export function walkMember(
  callee: Reference,
  name: string,
  { api }: ApiLookup,
): Problem | undefined {
  if (callee.kind === "operation") {
    if (PROMISE_MEMBERS.has(name)) return undefined;
    const { id } = callee.operation;
    return {
      message: `${id} gives a promise, which has no ${name}: write \`(await ${api.name}.${id}(…)).${name}\``,
      operation: id,
    };
  }
  if (callee.kind !== "walk" || WALK_MEMBERS.has(name)) return undefined;
  return {
    message: `${callee.name} gives an async iterable, which has no ${name}: write \`for await (const item of …)\`, or \`await ….toArray()\` for all of its items`,
  };
}

function nearOperations(name: string, { api }: ApiLookup): readonly string[] {
  return nearest(
    name,
    api.operations.map(({ id }) => id),
    SUGGESTIONS,
  );
}

function meant(near: readonly string[], apiName: string): string {
  if (near.length === 0) return ": find operations with search";
  return `; did you mean ${near.map((one) => `${apiName}.${one}`).join(" or ")}?`;
}
