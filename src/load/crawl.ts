import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { splitReference, valueAt } from "./fragment.js";
import { createLibrary } from "./library.js";
import { type Member, type Part, partKey } from "./member.js";
import {
  findReferences,
  isSearched,
  type Reference,
  type Searched,
  type Start,
} from "./references.js";
import type { Site } from "./site.js";

/** A reference, and where it leads if that is known. */
export interface Link {
  readonly from: Member;
  readonly reference: Reference;
  readonly to: Part;
}

/** The files of a document and how they hang together. */
export interface Crawl {
  readonly entry: Member;
  /** All files, the entry first, the others by name. */
  readonly members: readonly Member[];
  /** Every reference that leads to a file that was read; breadth first from the entry, whatever file came first. */
  readonly links: readonly Link[];
}

interface Task extends Start {
  readonly member: Member;
}

/**
 * Reads every file that a document refers to, once, and finds all references that matter. What cannot be read is reported, and
 * the references to it stay as they are, dangling.
 *
 * Written here rather than taken from json-schema-ref-parser: that reads one file after the other, gives a tree without
 * places, whose parts are named by the order in which they were met (`bundle`) or written out wherever they are used
 * (`dereference`), and follows whatever stands in examples and extensions; nor does its current version run on Node 20.
 * @throws {UnusableInput} when there are too many files.
 */
export async function crawl(site: Site, entry: Member, diagnostics: Diagnostics): Promise<Crawl> {
  const library = createLibrary(site, entry, diagnostics);
  const searched: Searched = { values: new Set(), identifiers: new Set() };
  const links: Link[] = [];
  const seen = new Set<string>();
  let tasks: readonly Task[] = [
    { member: entry, value: entry.value, pointer: "", position: "document" },
  ];
  while (tasks.length > 0) {
    const found = tasks
      .flatMap((task) =>
        findReferences(task, searched).map((reference) => ({ from: task.member, reference })),
      )
      .filter(({ reference }) => !isIdentified(reference.text, searched.identifiers));
    await library.readAll(found);
    const next: Task[] = [];
    for (const { from, reference } of found) {
      const to = library.target(from, reference.text);
      if (to === undefined) continue;
      links.push({ from, reference, to });
      const key = partKey(to);
      if (seen.has(key)) continue;
      seen.add(key);
      if (to.member === entry && isSearched(entry.value, to.pointer)) continue;
      const value = valueAt(to.member.value, to.pointer);
      if (value === undefined) continue;
      const position = reference.position === "mapping" ? "schema" : reference.position;
      next.push({ member: to.member, value, pointer: to.pointer, position });
    }
    tasks = next;
  }
  return { entry, members: library.members(), links };
}

/** Whether a reference names a schema by its `$id`, or the document by its `$self`: later stages find it, wherever it lies. */
function isIdentified(text: string, identifiers: ReadonlySet<string>): boolean {
  const { document } = splitReference(text);
  if (document === "" || identifiers.size === 0) return false;
  if (identifiers.has(document)) return true;
  for (const identifier of identifiers) {
    if (!URL.canParse(document, identifier)) continue;
    if (identifiers.has(new URL(document, identifier).href)) return true;
  }
  return false;
}
