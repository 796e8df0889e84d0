import type { Api } from "../../runtime/api/api.js";
import type { Finding } from "../finding.js";
import type { Pairing } from "../pairing.js";
import { effectFindings } from "./effects.js";
import { nameFindings } from "./names.js";
import { supplierFindings } from "./suppliers.js";

/** What changed for agents, as far as the two versions tell: names in code, effects and decisions, suppliers of ids. */
export function compareAgents(before: Api, after: Api, pairing: Pairing): readonly Finding[] {
  return [
    ...nameFindings(before, after, pairing),
    ...effectFindings(before, after, pairing),
    ...supplierFindings(pairing),
  ];
}
