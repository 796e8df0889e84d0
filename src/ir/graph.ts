import type { Type } from "../runtime/api/types.js";
import { childTypes } from "./type-algebra.js";

/** The names that a type refers to, each once. */
export function referencesOf(type: Type): ReadonlySet<string> {
  const found = new Set<string>();
  collectReferences(type, found);
  return found;
}

function collectReferences(type: Type, found: Set<string>): void {
  if (type.kind === "ref") found.add(type.name);
  else for (const child of childTypes(type)) collectReferences(child, found);
}

/** The names that can reach themselves: members of a cycle of references (Tarjan's strongly connected components, without recursion). */
export function recursiveNames(types: ReadonlyMap<string, Type>): ReadonlySet<string> {
  const edges = new Map(
    Array.from(types, ([name, type]) => [
      name,
      [...referencesOf(type)].filter((target) => types.has(target)),
    ]),
  );
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const recursive = new Set<string>();
  for (const root of types.keys()) {
    if (order.has(root)) continue;
    const frames = [{ name: root, next: 0 }];
    while (frames.length > 0) {
      const frame = frames[frames.length - 1] as { name: string; next: number };
      const { name } = frame;
      if (frame.next === 0) {
        order.set(name, order.size);
        low.set(name, order.get(name) ?? 0);
        stack.push(name);
        onStack.add(name);
      }
      const target = edges.get(name)?.[frame.next];
      if (target !== undefined) {
        frame.next += 1;
        if (target === name) recursive.add(name);
        if (!order.has(target)) frames.push({ name: target, next: 0 });
        else if (onStack.has(target))
          low.set(name, Math.min(low.get(name) ?? 0, order.get(target) ?? 0));
        if (frame.next > 0) continue;
      }
      frames.pop();
      const parent = frames.at(-1)?.name;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(name) ?? 0));
      if (low.get(name) === order.get(name)) closeComponent(name, stack, onStack, recursive);
    }
  }
  return recursive;
}

function closeComponent(
  root: string,
  stack: string[],
  onStack: Set<string>,
  recursive: Set<string>,
): void {
  const members: string[] = [];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    onStack.delete(name);
    members.push(name);
    if (name === root) break;
  }
  if (members.length > 1) for (const name of members) recursive.add(name);
}

/** A chain of names that only lead to one another is followed so far. */
const LONGEST_CHAIN = 200;

/**
 * Opens definitions that are nothing but themselves (`A = A | B`, `A = B; B = A`): TypeScript refuses them, and no value is described.
 * The reference that closes the circle becomes `unknown`.
 */
export function openDirectCycles(types: Map<string, Type>, report: (name: string) => void): void {
  const done = new Set<string>();
  for (const name of types.keys()) {
    const open = (type: Type, path: ReadonlySet<string>): Type => {
      if (type.kind === "ref") {
        if (path.has(type.name) || path.size > LONGEST_CHAIN) {
          report(type.name);
          return { kind: "unknown", why: "not-expressible" };
        }
        visit(type.name, path);
        return type;
      }
      if (type.kind !== "union" && type.kind !== "intersection") return type;
      const members = type.members.map((item) => open(item, path));
      return members.every((item, index) => item === type.members[index])
        ? type
        : { ...type, members };
    };
    const visit = (current: string, path: ReadonlySet<string>): void => {
      const type = types.get(current);
      if (done.has(current) || type === undefined) return;
      const opened = open(type, new Set([...path, current]));
      types.set(current, opened);
      done.add(current);
    };
    visit(name, new Set());
  }
}
