import type { Pool } from "./p.js";

export type Loop = Pool;
