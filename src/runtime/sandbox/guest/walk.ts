import { requestFrom } from "./bridge.js";
import { callerStack } from "./failure.js";

/** What `paginate` or `stream` goes through: the items of one operation, page by page or as they arrive. */
export interface Walk {
  readonly kind: "paginate" | "stream";
  readonly operation: string;
  readonly argsJson: string;
  /** The most pages that are asked for, or batches of a stream. */
  readonly most: number;
}

/** One page, or what has arrived of a stream since the last time. */
interface Batch {
  readonly items: readonly unknown[];
  /** Stands for the rest; empty after the last one. */
  readonly cursor: string;
}

const { apply, get } = Reflect;
const { assign, create, freeze, hasOwn, prototype: objectPrototype } = Object;
const { isArray } = Array;
const { asyncIterator, iterator } = Symbol;
const { add, has } = WeakSet.prototype;
const walks = new WeakSet<object>();
/** What all walks inherit from: they are no plain objects, which pass for data. */
const walkPrototype: object = freeze(create(objectPrototype));

export const walkAdvice =
  "Write `for await (const item of …) { … }` over it, or `await ….toArray()` for all of its items.";

/**
 * An async iterable over the items: it asks for nothing before it is iterated, and begins anew each time it is. `toArray` gives all
 * items at once. It is no promise, so `await` before it changes nothing; reading what it does not have is an error that says how it is used.
 */
export function createWalk(walk: Walk): object {
  const stack = callerStack();
  const members = {
    [asyncIterator]: () => items(walk, stack),
    toArray: () => collect(items(walk, stack)),
  };
  const target: object = freeze(assign(create(walkPrototype), members));
  const iterable = new Proxy(target, {
    get(_, key) {
      const lacks = typeof key === "symbol" ? key === iterator : !(key in target) && !isProbe(key);
      if (lacks) throw new TypeError(`${walk.kind} gives an async iterable. ${walkAdvice}`);
      return get(target, key);
    },
  });
  apply(add, walks, [iterable]);
  return iterable;
}

export function isWalk(value: object): boolean {
  return apply(has, walks, [value]) === true;
}

/** What `await` and `JSON.stringify` look for in any object. */
function isProbe(key: string): boolean {
  return key === "then" || key === "toJSON";
}

async function* items(walk: Walk, stack: string): AsyncGenerator<unknown, void, undefined> {
  let cursor = "";
  try {
    for (let batches = 0; batches < walk.most; batches += 1) {
      const asked = cursor;
      // A cursor is good for one use, also for one that fails.
      cursor = "";
      const batch = await nextBatch(walk, asked, stack);
      cursor = batch.cursor;
      for (let at = 0; at < batch.items.length; at += 1) yield batch.items[at];
      if (cursor === "") return;
    }
  } finally {
    if (cursor !== "") void requestFrom(stack, "release", cursor, "", "");
  }
}

/** The host knows the arguments from the first batch. */
async function nextBatch(
  { kind, operation, argsJson }: Walk,
  cursor: string,
  stack: string,
): Promise<Batch> {
  const sent = cursor === "" ? argsJson : "";
  return readBatch(await requestFrom(stack, kind, operation, sent, cursor));
}

function readBatch(value: unknown): Batch {
  const own = (name: string): unknown =>
    typeof value === "object" && value !== null && hasOwn(value, name)
      ? get(value, name)
      : undefined;
  const items = own("items");
  const cursor = own("cursor");
  return { items: isArray(items) ? items : [], cursor: typeof cursor === "string" ? cursor : "" };
}

async function collect(generator: AsyncGenerator<unknown, void, undefined>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of generator) all.push(item);
  return all;
}
