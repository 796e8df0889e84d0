import type { Condition } from "./c.js";
import type { Group } from "./g.js";

/** @discriminator "kind" {"condition":"Condition","group":"Group"} */
export type Filter = Condition | Group;
