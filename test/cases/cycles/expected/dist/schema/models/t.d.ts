import type { User } from "./u.js";

export interface Team {
  name: string;
  lead?: User;
}

export interface Tree {
  value: string;
  children?: Tree[];
  byName?: { [key: string]: Tree };
}
