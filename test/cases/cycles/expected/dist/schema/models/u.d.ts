import type { Team } from "./t.js";

export interface User {
  id: string;
  team?: Team;
}
