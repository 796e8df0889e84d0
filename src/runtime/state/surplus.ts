import type { StateBounds } from "./state-store.js";

/** One text of a store, as far as its keeping goes. */
export interface KeptText {
  readonly caller: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly keptAt: number;
}

/**
 * What has to go so that the rest is within `bounds`: whatever is too old, the oldest texts of a caller with too many, and, when all callers
 * together have too much, the oldest texts of whoever has most. So nobody loses anything because others keep much.
 */
export function surplus<Kept extends KeptText>(
  kept: readonly Kept[],
  bounds: StateBounds,
  now: number,
): readonly Kept[] {
  const gone: Kept[] = [];
  const shares = new Map<string, Share<Kept>>();
  for (const one of [...kept].sort((a, b) => a.keptAt - b.keptAt)) {
    if (one.keptAt + bounds.milliseconds <= now) gone.push(one);
    else addTo(shares, one);
  }
  for (const share of shares.values()) {
    while (share.left.length > bounds.texts || share.bytes > bounds.callerBytes) drop(share, gone);
  }
  const total = () => [...shares.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (let bytes = total(); bytes > bounds.bytes; bytes = total()) drop(largest(shares), gone);
  return gone;
}

/** The texts of one caller, oldest first. */
interface Share<Kept> {
  readonly left: Kept[];
  bytes: number;
}

function addTo<Kept extends KeptText>(shares: Map<string, Share<Kept>>, one: Kept): void {
  const share = shares.get(one.caller) ?? { left: [], bytes: 0 };
  share.left.push(one);
  share.bytes += one.bytes;
  shares.set(one.caller, share);
}

function drop<Kept extends KeptText>(share: Share<Kept>, gone: Kept[]): void {
  const oldest = share.left.shift();
  if (oldest === undefined) throw new Error("a caller without texts has too many");
  share.bytes -= oldest.bytes;
  gone.push(oldest);
}

function largest<Kept>(shares: ReadonlyMap<string, Share<Kept>>): Share<Kept> {
  return [...shares.values()].reduce((most, share) => (share.bytes > most.bytes ? share : most));
}
