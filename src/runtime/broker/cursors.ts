import { Failure } from "./failure.js";

/** What the cursors of one run stand for. The guest sees the cursors alone. */
export interface Cursors<Held> {
  /** Keeps `held` and gives the cursor for it, which is good for one use by `owner`. Throws a `Failure` when too many wait. */
  keep(owner: string, held: Held): string;
  /** What the cursor stood for until now. Throws a `Failure` for one that `owner` was not given, or has used. */
  take(owner: string, cursor: string): Held;
  /** The same for any cursor; `undefined` when it stands for nothing. */
  drop(cursor: string): Held | undefined;
}

/** Iterations of one run that may wait to be read on at one time. */
const MOST_WAITING = 100;

export function createCursors<Held>(): Cursors<Held> {
  const waiting = new Map<string, { readonly owner: string; readonly held: Held }>();
  let last = 0;
  return {
    keep(owner, held) {
      if (waiting.size >= MOST_WAITING) {
        throw new Failure(
          "LimitExceeded",
          `${owner}: at most ${MOST_WAITING} iterations can wait at one time. Read one to its end, or leave it by break, before the next.`,
          { most: MOST_WAITING },
        );
      }
      last += 1;
      const cursor = String(last);
      waiting.set(cursor, { owner, held });
      return cursor;
    },
    take(owner, cursor) {
      const found = waiting.get(cursor);
      if (found === undefined || found.owner !== owner) {
        throw new Failure("ArgumentError", `${owner}: this cursor stands for nothing`);
      }
      waiting.delete(cursor);
      return found.held;
    },
    drop(cursor) {
      const found = waiting.get(cursor);
      waiting.delete(cursor);
      return found?.held;
    },
  };
}
