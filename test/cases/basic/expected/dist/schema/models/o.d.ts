import type { Money } from "./m.js";

export interface Order {
  id: string;
  state: "placed" | "paid" | "shipped";
  total?: Money;
  extra?: unknown;
}
