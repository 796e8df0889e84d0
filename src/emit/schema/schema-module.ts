import type { OutputFile } from "../emitter.js";
import type { ModulePath } from "./module-homes.js";

/** One module of the schema in its three forms, each as paragraphs: source, declarations, and the script where it has values. */
export interface SchemaModule {
  readonly path: ModulePath;
  readonly source: readonly string[];
  readonly declarations: readonly string[];
  readonly script?: readonly string[];
}

/** `schema/x.ts`, `dist/schema/x.d.ts` and, where there are values, `dist/schema/x.js`. */
export function schemaFiles({
  path,
  source,
  declarations,
  script,
}: SchemaModule): readonly OutputFile[] {
  const text = fileText(source);
  return [
    { path: `schema/${path}.ts`, content: text },
    {
      path: `dist/schema/${path}.d.ts`,
      content: declarations === source ? text : fileText(declarations),
    },
    ...(script === undefined
      ? []
      : [{ path: `dist/schema/${path}.js`, content: fileText(script) }]),
  ];
}

function fileText(paragraphs: readonly string[]): string {
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}
