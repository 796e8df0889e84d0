import {
  type Diagnostic,
  Diagnostics,
  diagnostic,
  UnusableInput,
  unusable,
} from "../diagnostics/diagnostic.js";
import { fragmentPointer, splitReference } from "./fragment.js";
import { MAXIMUM } from "./limits.js";
import type { Member, Part } from "./member.js";
import { parseSource } from "./parse.js";
import { tooLarge } from "./read.js";
import type { Reference } from "./references.js";
import type { Located, Site } from "./site.js";

/** The files that a document is made of, each read and parsed once. */
export interface Library {
  /**
   * Reads the files that some references name, many at a time.
   * @throws {UnusableInput} when there are too many, or they hold too much together.
   */
  readAll(references: readonly Referring[]): Promise<void>;
  /** Where a reference leads; `undefined` when its file could not be read, or has no such anchor. */
  target(from: Member, text: string): Part | undefined;
  /** The entry, then the others by name. */
  members(): readonly Member[];
}

export interface Referring {
  readonly from: Member;
  readonly reference: Reference;
}

export function createLibrary(site: Site, entry: Member, diagnostics: Diagnostics): Library {
  const byIdentity = new Map<string, Member>([[site.entry.identity, entry]]);
  const byAddress = new Map<string, Member | undefined>();
  const addresses = new Map<string, string>();
  const targets = new Map<Member, Map<string, Part | undefined>>();
  let bytes = entry.text.length;

  function addressOf(from: Member, text: string): string | undefined {
    const { document } = splitReference(text);
    if (document === "") return undefined;
    const key = `${from.base}\n${document}`;
    const address = addresses.get(key) ?? site.address(document, from.base);
    addresses.set(key, address);
    return address;
  }

  async function readAll(references: readonly Referring[]): Promise<void> {
    const wanted = new Map<string, Referring>();
    for (const referring of references) {
      const address = addressOf(referring.from, referring.reference.text);
      if (address === undefined || byAddress.has(address) || wanted.has(address)) continue;
      wanted.set(address, referring);
    }
    if (byAddress.size + wanted.size > MAXIMUM.files) {
      throw unusable("reference-too-many", entry.file, { files: MAXIMUM.files });
    }
    const reading = new Map<string, Promise<Outcome>>();
    const outcomes = await inTurn([...wanted.keys()], site.concurrency, (address) =>
      readOnce(address, reading),
    );
    if (bytes > MAXIMUM.bytes) throw tooLarge(entry.file);
    for (const [index, [address, referring]] of [...wanted].entries()) {
      const outcome = outcomes[index];
      if (outcome?.kind === "failed") {
        byAddress.set(address, undefined);
        diagnostics.add(lost(outcome.error, referring));
      } else if (outcome !== undefined) {
        byAddress.set(address, outcome.member);
        diagnostics.add(...outcome.found.splice(0));
      }
    }
  }

  async function readOnce(
    address: string,
    reading: Map<string, Promise<Outcome>>,
  ): Promise<Outcome> {
    try {
      const located = await site.locate(address);
      const known = byIdentity.get(located.identity);
      if (known !== undefined) return { kind: "read", member: known, found: [] };
      const started = reading.get(located.identity) ?? read(located);
      reading.set(located.identity, started);
      return await started;
    } catch (error) {
      return failed(error);
    }
  }

  async function read(located: Located): Promise<Outcome> {
    try {
      const { bytes: content, base } = await site.read(located);
      bytes += content.length;
      const found = new Diagnostics(located.file);
      const member = { ...parseSource(located.file, content, found), name: located.name, base };
      byIdentity.set(located.identity, member);
      return { kind: "read", member, found: [...found.all] };
    } catch (error) {
      return failed(error);
    }
  }

  function target(from: Member, text: string): Part | undefined {
    const known = targets.get(from) ?? new Map<string, Part | undefined>();
    targets.set(from, known);
    if (known.has(text)) return known.get(text);
    const address = addressOf(from, text);
    const member = address === undefined ? from : byAddress.get(address);
    const { fragment } = splitReference(text);
    const pointer = member && fragmentPointer(member.value, fragment);
    const part = member && pointer !== undefined ? { member, pointer } : undefined;
    known.set(text, part);
    return part;
  }

  return {
    readAll,
    target,
    members: () => {
      const others = [...byIdentity.values()].filter((member) => member !== entry);
      return [entry, ...others.sort((a, b) => (a.name < b.name ? -1 : 1))];
    },
  };
}

type Outcome =
  | {
      readonly kind: "read";
      readonly member: Member;
      /** Taken by whoever reports them. */
      readonly found: Diagnostic[];
    }
  | { readonly kind: "failed"; readonly error: UnusableInput };

/** Only what is wrong with a file is an outcome; a bug is not. */
function failed(error: unknown): Outcome {
  if (error instanceof UnusableInput) return { kind: "failed", error };
  throw error;
}

/** A file that is missing costs the parts that refer to it: a warning, in the file at a syntax error, else at the reference. */
function lost({ diagnostic: found }: UnusableInput, { from, reference }: Referring): Diagnostic {
  if (found.severity === "warning") {
    return { ...found, file: from.file, pointer: reference.pointer };
  }
  const { line, column } = found;
  return line !== undefined && column !== undefined
    ? {
        ...diagnostic("reference-file-unusable", found.file, "", { reason: found.message }),
        ...{ line, column },
      }
    : diagnostic("reference-file-unusable", from.file, reference.pointer, {
        reason: `${found.file}: ${found.message}`,
      });
}

/** Runs a task for every item, so many at a time; the results stand in the order of the items. */
async function inTurn<T, R>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return results;
}
