import type { Filter } from "./f.js";

export interface Group {
  kind: "group";
  of: Filter[];
}
