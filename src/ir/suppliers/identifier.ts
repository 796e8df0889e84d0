import { startMemory, tokenise, wordsOf } from "../../runtime/search/tokenise.js";

/** What an argument or a field identifies: which kind of thing, and by what. */
export interface Identifier {
  /** Index terms of the thing's name, in order: `pull`, `request`; empty when only the context tells. */
  readonly noun: readonly string[];
  /** `id`, `number`, `slug`; absent when the name is the thing's own, as `owner` is. */
  readonly key: string | undefined;
}

/** Splits names of arguments, fields, types and paths, each once. */
export interface IdentifierReader {
  /** `issue_number` → noun `issu`, key `number`. */
  identifier(name: string): Identifier;
  /** How well a field called so identifies its object: 0 is best; `undefined` for a field that is no key. */
  keyRank(name: string): number | undefined;
  /** The index terms of a name. */
  terms(name: string): readonly string[];
  /** The terms of what the last literal segment of a path holds: `/repos/{owner}/{repo}/issues` → `issu`. */
  pathNoun(path: string): readonly string[];
}

/** Words by which a thing is told from others of its kind. Where an object has several, the earlier is the one to pass on. */
const KEYS: readonly string[] =
  "id uuid guid uid gid login username slug key handle name number uri urn arn code symbol sha ref hash email tag token".split(
    " ",
  );

/** Keys that tell a thing from all others, whatever it is: any result that has one will do. */
export const SELF_TELLING: ReadonlySet<string> = new Set(["uri", "urn", "arn", "sha"]);

/** Outside a path, arguments called so hold words of the caller's own, not those of another answer. */
export const CALLERS_OWN: ReadonlySet<string> = new Set(
  "name key code number tag token hash slug handle symbol email".split(" "),
);

const KEY_OF_WORD: ReadonlyMap<string, string> = new Map([
  ...KEYS.flatMap((key): [string, string][] => [
    [key, key],
    [`${key}s`, key],
  ]),
  ["identifier", "id"],
  ["identifiers", "id"],
]);

export function createIdentifierReader(): IdentifierReader {
  const memory = startMemory();
  const terms = remembering((name: string): readonly string[] => tokenise(name, memory));
  const words = remembering((name: string): readonly string[] => wordsOf(name));
  return {
    terms,
    identifier: remembering((name: string): Identifier => {
      const all = words(name);
      const key = KEY_OF_WORD.get(all.at(-1) ?? "");
      const noun = key === undefined ? terms(name) : all.slice(0, -1).flatMap(terms);
      return { noun, key };
    }),
    keyRank: remembering((name: string): number | undefined => {
      const [only, ...others] = words(name);
      const key = others.length === 0 ? KEY_OF_WORD.get(only ?? "") : undefined;
      return key === undefined ? undefined : KEYS.indexOf(key);
    }),
    pathNoun: remembering((path: string): readonly string[] => {
      const segment = path.split("/").findLast((part) => part !== "" && !part.includes("{")) ?? "";
      return CALLER_SEGMENTS.has(segment.toLowerCase()) ? ["user"] : terms(segment);
    }),
  };
}

/** Segments that stand for the user whose credentials are sent. */
const CALLER_SEGMENTS: ReadonlySet<string> = new Set(["me", "self", "whoami"]);

function remembering<Value>(make: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found.value;
    const value = make(name);
    known.set(name, { value });
    return value;
  };
}
