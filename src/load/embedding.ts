import { unusable } from "../diagnostics/diagnostic.js";
import { pointerKeys } from "../diagnostics/pointer.js";
import type { JsonValue } from "../runtime/api/types.js";
import type { Link } from "./crawl.js";
import { MAXIMUM } from "./limits.js";
import { type Part, partKey } from "./member.js";
import type { Slot } from "./references.js";

/** A reference that what it names is put in the place of. */
export interface Embedding {
  readonly link: Link;
  readonly slot: Slot;
  /** What is put there: references to references followed. */
  readonly target: Part;
  readonly value: JsonValue;
}

/** The size of a value when everything is put in its place. */
interface Extent {
  readonly values: number;
  readonly levels: number;
}

/**
 * The embeddings that can be made: not those that would contain themselves, which are given to `report`.
 * Nothing is copied, but later stages walk the document as if it were, so that its whole size is bounded as that of one file is.
 * @throws {UnusableInput} when the document would become too large or too deep.
 */
export function possibleEmbeddings(
  embeddings: readonly Embedding[],
  entryFile: string,
  report: (circular: Embedding) => void,
): readonly Embedding[] {
  const inMember = byMember(embeddings);
  const extents = new Map<string, Extent>();
  const open = new Set<string>();
  const circular = new Set<Embedding>();

  function extentOf({ target, value }: Embedding): Extent {
    const key = partKey(target);
    const known = extents.get(key);
    if (known !== undefined) return known;
    if (open.size > MAXIMUM.levels) throw tooDeep();
    open.add(key);
    let { values, levels } = ownExtent(value);
    const depth = pointerKeys(target.pointer).length;
    for (const inner of inside(inMember.get(target.member.name) ?? [], target.pointer)) {
      if (circular.has(inner)) continue;
      if (open.has(partKey(inner.target))) {
        circular.add(inner);
        continue;
      }
      const extent = extentOf(inner);
      values += extent.values;
      const above = pointerKeys(inner.link.reference.pointer).length - depth;
      levels = Math.max(levels, above + extent.levels);
    }
    if (values > MAXIMUM.values)
      throw unusable("values-too-many", entryFile, { values: MAXIMUM.values });
    if (levels > MAXIMUM.levels) throw tooDeep();
    open.delete(key);
    extents.set(key, { values, levels });
    return { values, levels };
  }

  function tooDeep(): Error {
    return unusable("nesting-too-deep", entryFile, { levels: MAXIMUM.levels });
  }

  let total = 0;
  for (const embedding of embeddings) {
    total += extentOf(embedding).values;
    if (total > MAXIMUM.values)
      throw unusable("values-too-many", entryFile, { values: MAXIMUM.values });
  }
  for (const embedding of circular) report(embedding);
  return embeddings.filter((embedding) => !circular.has(embedding));
}

/** Member name → its embeddings, by pointer. */
function byMember(embeddings: readonly Embedding[]): ReadonlyMap<string, readonly Embedding[]> {
  const found = new Map<string, Embedding[]>();
  for (const embedding of embeddings) {
    const { name } = embedding.link.from;
    const list = found.get(name) ?? [];
    list.push(embedding);
    found.set(name, list);
  }
  for (const list of found.values()) {
    list.sort((a, b) => (pointerOf(a) < pointerOf(b) ? -1 : 1));
  }
  return found;
}

/** Of embeddings in the order of their pointers, those below a pointer: they stand together, since `0` follows `/`. */
function inside(sorted: readonly Embedding[], pointer: string): readonly Embedding[] {
  return sorted.slice(firstFrom(sorted, `${pointer}/`), firstFrom(sorted, `${pointer}0`));
}

function firstFrom(sorted: readonly Embedding[], pointer: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle];
    if (at !== undefined && pointerOf(at) < pointer) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pointerOf({ link }: Embedding): string {
  return link.reference.pointer;
}

function ownExtent(root: JsonValue): Extent {
  let values = 0;
  let deepest = 0;
  const waiting: { readonly value: JsonValue; readonly level: number }[] = [
    { value: root, level: 0 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, level } = next;
    values += 1;
    if (typeof value !== "object" || value === null) continue;
    deepest = Math.max(deepest, level + 1);
    for (const child of Object.values(value)) waiting.push({ value: child, level: level + 1 });
  }
  return { values, levels: deepest };
}
