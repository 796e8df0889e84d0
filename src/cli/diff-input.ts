import { besideDocument } from "../config/beside-document.js";
import { readSettings } from "../config/settings-file.js";
import type { Config } from "../config.js";
import type { Document } from "../load/document.js";
import type { Api } from "../runtime/api/api.js";
import { readGoldenFile } from "./golden.js";

/** A file that somebody wrote, with its name as messages show it. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** What an argument of `codemode diff` holds, with its configuration. */
export interface VersionInput {
  readonly api: Api;
  readonly config: Config;
  /** Absent where the input is a package or a schema. */
  readonly document?: Document;
  /** The `SKILL.md` of a package; absent where there is no package yet. */
  readonly skill?: string;
  /** The golden queries that the configuration names, read when they are asked for. */
  golden(): Promise<readonly NamedText[]>;
  /** A file beside the input; `undefined` when there is none. */
  beside(name: string): Promise<NamedText | undefined>;
}

/** `VersionInput.golden` of a configuration on disk. */
export function goldenOf({ queries }: Config): VersionInput["golden"] {
  return () =>
    Promise.all(queries.map(async ({ file }) => ({ file, text: await readGoldenFile(file) })));
}

/** `VersionInput.beside` of an input on disk. */
export function besideOf(path: string): VersionInput["beside"] {
  return async (name) => {
    const file = besideDocument(path, name);
    const text = file === undefined ? undefined : await readSettings(file);
    return file === undefined || text === undefined ? undefined : { file, text };
  };
}
