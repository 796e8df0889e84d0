import { ts } from "ts-morph";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { apiJson } from "../../../src/emit/api/api.js";
import { emitSchema } from "../../../src/emit/schema/schema.js";
import { readSchema, type Schema } from "../../../src/read/schema.js";
import type { Api } from "../../../src/runtime/api/api.js";
import { PACKAGE } from "../emit/api-of.js";

/** Path inside `schema/` → text. */
export type SchemaFiles = ReadonlyMap<string, string>;

/** The schema that an API is written as. */
export function schemaFiles(api: Api): SchemaFiles {
  return new Map(
    emitSchema({ api, package: PACKAGE })
      .filter(({ path }) => path.startsWith("schema/"))
      .map(({ path, content }) => [path.slice("schema/".length), String(content)]),
  );
}

export interface Reading {
  readonly schema: Schema;
  /** `file:line code: message`, in the order of the report. */
  readonly findings: readonly string[];
}

/** Reads a schema back. */
export function reading(files: SchemaFiles): Reading {
  const diagnostics = new Diagnostics("schema");
  const sources = Array.from(files, ([name, text]) => ({
    path: name.replace(/\.ts$/, ""),
    file: name,
    text,
  }));
  const schema = readSchema(ts, "schema", sources, diagnostics);
  return {
    schema,
    findings: diagnostics.all.map(
      ({ file, line, code, message }) => `${file}:${line} ${code}: ${message}`,
    ),
  };
}

/** The files with some text of one of them replaced; the text must be there. */
export function edited(
  files: SchemaFiles,
  name: string,
  ...changes: readonly (readonly [from: string, to: string])[]
): SchemaFiles {
  let text = files.get(name) ?? "";
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    text = text.replace(from, () => to);
  }
  return new Map([...files, [name, text]]);
}

/** An API as `api.json` has it. */
export function json(api: Api): string {
  return apiJson(api);
}
