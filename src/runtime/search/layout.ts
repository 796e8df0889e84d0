import type { Operation, Supplier } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { findsByWords } from "./finders.js";
import type { Hit } from "./hit.js";

/** Hits that get suppliers: who reads further has seen them. */
const SUPPLIED_HITS = 12;
/** What a hit must have of the best score for its suppliers to get places of their own. */
const SUPPLIED_SHARE = 0.3;
/** How much less a supplier counts than the one that the API names before it, in best scores. */
const SUPPLIER_STEP = 0.5;
/** What a supplier that finds by words gains where the request calls things by name. */
const FINDER_GAIN = 0.3;

/** What decides about the places of a page. */
export interface Layout {
  readonly lookup: ApiLookup;
  /** Suppliers that stand behind one hit at most, those that supply suppliers among them. */
  readonly most: number;
  /** True when the request calls things by name, so that they have to be found first. */
  readonly isNamed: boolean;
}

/**
 * Puts behind a hit the operations that its arguments come from, unless what would be chosen stands before it. Where there is a choice,
 * what the API names first and what matches the query goes first.
 */
export function layOut(hits: readonly Hit[], layout: Layout): Hit[] {
  const best = hits[0]?.score ?? 0;
  const matches = new Map(hits.map((hit) => [hit.operation.id, hit]));
  const placed = new Map<string, Hit>();
  for (const hit of hits.slice(0, SUPPLIED_HITS)) {
    if (placed.has(hit.operation.id)) continue;
    placed.set(hit.operation.id, hit);
    if (hit.score < best * SUPPLIED_SHARE) continue;
    let room = layout.most;
    const waiting: Operation[] = [hit.operation];
    for (let needy = waiting.shift(); needy !== undefined && room > 0; needy = waiting.shift()) {
      for (const [argument, suppliers] of byNeed(needy)) {
        const chosen = choose(suppliers, (id) => (matches.get(id)?.score ?? 0) / best, layout);
        if (chosen === undefined || placed.has(chosen.operation.id) || room === 0) continue;
        const { operation, at } = chosen;
        const supplies = { operation: needy.id, argument, at };
        const { score = 0, twins = [] } = matches.get(operation.id) ?? {};
        placed.set(operation.id, { operation, score, twins, supplies });
        waiting.push(operation);
        room -= 1;
      }
    }
  }
  return [...placed.values(), ...hits.filter(({ operation }) => !placed.has(operation.id))];
}

/** The suppliers of a call's arguments, of those first that it cannot do without. */
function byNeed({
  parameters,
  suppliers = {},
}: Operation): readonly (readonly [string, readonly Supplier[]])[] {
  const required = new Set(parameters.filter((one) => one.required).map(({ name }) => name));
  const later = ([argument]: readonly [string, unknown]) => (required.has(argument) ? 0 : 1);
  return Object.entries(suppliers).sort((left, right) => later(left) - later(right));
}

interface Chosen {
  readonly operation: Operation;
  readonly at: string;
  readonly worth: number;
}

function choose(
  suppliers: readonly Supplier[],
  shareOf: (id: string) => number,
  { lookup, isNamed }: Layout,
): Chosen | undefined {
  const choice = suppliers.flatMap(({ operation: id, at }, position): Chosen[] => {
    const operation = lookup.operation(id);
    if (operation === undefined) return [];
    const finding = isNamed && findsByWords(operation) ? FINDER_GAIN : 0;
    return [{ operation, at, worth: shareOf(id) - position * SUPPLIER_STEP + finding }];
  });
  return choice.sort((left, right) => right.worth - left.worth)[0];
}
