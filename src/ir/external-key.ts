import { pointerKeys } from "../diagnostics/pointer.js";
import { EXTERNAL_FILES } from "../load/external-files.js";
import { wordsOf } from "./words.js";

/** What a schema of another file is called after. */
export interface ExternalKey {
  /** `models/user.yml` → `user`; `models.yml#/foo` → `foo`. */
  readonly own: string;
  /** With the nearest folder or file that says something: `apps/models/region.yml` → `apps region`. */
  readonly qualified: string;
  /** With the whole path. */
  readonly full: string;
}

/** Names of folders and files that say where schemas lie, not what they are. */
const GENERIC: ReadonlySet<string> = new Set([
  ...[
    "api",
    "apis",
    "common",
    "components",
    "defs",
    "definitions",
    "index",
    "main",
    "models",
    "model",
  ],
  ...["openapi", "parameters", "paths", "requests", "resources", "responses", "schema", "schemas"],
  ...["shared", "spec", "specification", "specs", "src", "swagger", "types"],
]);

/** Keys on the way into a file that say nothing of what lies there. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...[
    "components",
    "schemas",
    "definitions",
    "$defs",
    "defs",
    "properties",
    "schema",
    "content",
    "items",
  ],
]);

/** The key of a pointer into another file; `undefined` for one into the entry. */
export function externalKey(pointer: string): ExternalKey | undefined {
  const [root, file, ...inner] = pointerKeys(pointer);
  if (root !== EXTERNAL_FILES || file === undefined) return undefined;
  const path = file
    .replace(/^[a-z]+:\/\//i, "")
    .split("/")
    .filter((part) => part !== "" && part !== "..")
    .map(withoutEnding);
  const keys = inner.filter((key) => !CONTAINERS.has(key));
  const isWhole = keys.length === 0;
  const isProperty = inner[0] === "properties";
  const saying = path.filter((part) => !GENERIC.has(part.toLowerCase()));
  const last =
    isWhole || isProperty ? (isGeneric(path.at(-1)) ? saying.at(-1) : path.at(-1)) : undefined;
  const own = [...(last === undefined ? [] : [last]), ...keys].join(" ") || path.join(" ");
  const around = saying.findLast((part) => !startsWith(own, part));
  return {
    own,
    qualified: around === undefined ? own : `${around} ${own}`,
    full: [...path, ...keys].join(" "),
  };
}

function isGeneric(name: string | undefined): boolean {
  return name !== undefined && GENERIC.has(name.toLowerCase());
}

function withoutEnding(name: string): string {
  return name
    .replace(/\.(?:json|ya?ml)$/i, "")
    .replace(/\.schema$/i, "")
    .replace(/^_(?=.)/, "");
}

/** Whether a name says already what a folder says: `region` in `regions`. */
function startsWith(name: string, folder: string): boolean {
  return wordsOf(name).join(" ").startsWith(wordsOf(folder).join(" ").replace(/s$/, ""));
}
