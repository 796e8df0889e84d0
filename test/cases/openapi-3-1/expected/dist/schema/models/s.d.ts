import type { Point } from "./p.js";

export interface Station {
  id: string;
  /** Where it stands. */
  at: Point;
  /** @format date */
  closed?: string | null;
  never?: never;
}
