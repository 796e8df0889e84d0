import type { Api } from "../../runtime/api/api.js";

/**
 * How a snippet is read: as the body of an async function (statements, one function, one expression), as one expression that would
 * otherwise be read as a block or a declaration, or as a module with a default export.
 */
export type SnippetForm = "body" | "expression" | "module";

/**
 * A module that type-checks what a snippet says, with the client in scope and what else `execute` gives it. Stands beside the modules of
 * the schema. Its first line is added; the snippet's own lines follow it one by one.
 */
export function snippetModule(
  { name, typeName }: Pick<Api, "name" | "typeName">,
  text: string,
  form: SnippetForm,
): string {
  const scope = [
    `import type { ${typeName} as Client$ } from "./index.js";`,
    `declare const ${name}: Client$;`,
    "declare function search(request: string | { query: string; limit?: number; offset?: number }): Promise<string>;",
    "declare const results: { get(id: string): Promise<any> };",
  ].join(" ");
  switch (form) {
    case "body":
      return `${scope} export async function snippet$() {\n${text}\n}\n`;
    case "expression":
      return `${scope} export async function snippet$() { return (\n${text.replace(/[;\s]+$/, "")}\n); }\n`;
    case "module":
      return `${scope}\n${text}\n`;
  }
}
