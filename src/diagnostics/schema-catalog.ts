import { entry, type None } from "./entry.js";

/** Diagnostics about a schema that is compiled from its TypeScript. They name the file and the line. */
export const schemaCatalog = {
  "schema-index-missing": entry<None>({
    severity: "error",
    title: "The folder is no schema",
    message: () => "there is no index.ts in this folder",
    cause:
      "A schema is the folder `schema/` of a generated package: `index.ts`, a module for each namespace, and `models/`.",
    fix: "Give the folder that holds `index.ts`, or an OpenAPI document.",
  }),
  "schema-too-large": entry<{ files: number }>({
    severity: "error",
    title: "The folder holds too many files",
    message: ({ files }) => `${files} TypeScript files are more than any schema has`,
    cause:
      "The compiler reads every `.ts` file of a schema, and refuses a folder that can be none.",
    fix: "Give the folder `schema/` of a generated package.",
  }),
  "schema-index-incomplete": entry<{ missing: string }>({
    severity: "error",
    title: "The schema's index lacks a part",
    message: ({ missing }) => `there is no ${missing}`,
    cause:
      "`index.ts` must export the interface of the client, with a property for each namespace, and the row `api`.",
    fix: "Restore the part: compile any document to see what it looks like.",
  }),
  "schema-without-operations": entry<None>({
    severity: "error",
    title: "The schema has no operation",
    message: () => "no operation of this schema can be used",
    cause: "There is nothing to compile: no namespace has a method with a row that can be read.",
    fix: "See the other diagnostics, or restore the files.",
  }),
  "schema-syntax": entry<{ message: string }>({
    severity: "error",
    title: "A file of the schema is not valid TypeScript",
    message: ({ message }) => message,
    cause: "The parser goes on after a mistake, but what stands around it may be lost.",
    fix: "Correct the place that is named.",
  }),
  "schema-module-missing": entry<{ namespace: string }>({
    severity: "error",
    title: "A namespace has no module",
    message: ({ namespace }) => `${namespace} is not imported from a module of this schema`,
    cause:
      "A property of the client's interface names the interface of a namespace, which `index.ts` imports from the namespace's own module.",
    fix: "Add the import and the module, or remove the property.",
  }),
  "schema-namespace-unlisted": entry<{ namespace: string; place: string }>({
    severity: "warning",
    title: "A namespace is not everywhere in the index",
    message: ({ namespace, place }) => `${namespace} is missing from ${place}`,
    cause:
      "A namespace stands in the client's interface and in `operations`. The interface decides; the package is written with both.",
    fix: "Add it, or remove it from the other place.",
  }),
  "schema-interface-missing": entry<{ name: string; kind: string }>({
    severity: "error",
    title: "A namespace lacks its interface or its table",
    message: ({ name, kind }) => `this module has no ${kind} ${name}`,
    cause:
      "A namespace is an interface with a method for each operation, and a table that `satisfies Operations` of it. Its operations are left out.",
    fix: "Restore the part, or correct its name.",
  }),
  "schema-method-without-row": entry<{ method: string; table: string }>({
    severity: "error",
    title: "A method has no row",
    message: ({ method, table }) => `${method} is not in the table ${table}`,
    cause:
      "A row says which request a method is. Without one there is nothing to call: the method is left out.",
    fix: "Add the row, or remove the method to hide the operation.",
  }),
  "schema-row-without-method": entry<{ row: string; contract: string }>({
    severity: "error",
    title: "A row has no method",
    message: ({ row, contract }) => `${row} is not a method of the interface ${contract}`,
    cause: "A method says what an operation takes and gives. Without one the row is left out.",
    fix: "Add the method, or remove the row to hide the operation.",
  }),
  "schema-method-unreadable": entry<{ method: string; expected: string }>({
    severity: "error",
    title: "A method is not an operation",
    message: ({ method, expected }) => `${method} ${expected}`,
    cause:
      "An operation takes one object, written out where it stands, and returns a promise. The method is left out.",
    fix: "Write it as `name(args: { … }): Promise<Result>`.",
  }),
  "schema-method-unusual": entry<{ method: string; nearest: string | undefined }>({
    severity: "note",
    title: "An HTTP method is unusual",
    message: ({ method, nearest }) =>
      nearest === undefined
        ? `${method} is sent as it is`
        : `${method} is sent as it is; did you mean ${nearest}?`,
    cause: "HTTP allows any method (RFC 9110 §9.1), but OpenAPI knows only some.",
    fix: "Nothing needs doing if the API has this method.",
  }),
  "schema-path-argument-missing": entry<{ variable: string }>({
    severity: "error",
    title: "A path variable is no argument",
    message: ({ variable }) => `{${variable}} is neither an argument nor a locked parameter`,
    cause: "Nothing could be sent in its place: the operation is left out.",
    fix: 'Add the argument, name it with `parameters: { argument: { in: "path", name: … } }`, or correct the path.',
  }),
  "schema-argument-unused": entry<{ argument: string; reason: string }>({
    severity: "error",
    title: "An argument and the row do not fit",
    message: ({ argument, reason }) => `${argument} ${reason}`,
    cause: "The row says where each argument is sent. This one is left out.",
    fix: "Correct the name in the row or in the method.",
  }),
  "schema-row-key-unknown": entry<{ key: string; nearest: string | undefined }>({
    severity: "error",
    title: "A row has an unknown key",
    message: ({ key, nearest }) =>
      nearest === undefined
        ? `${key} is not known here`
        : `${key} is not known here; did you mean ${nearest}?`,
    cause: "The key is left out: nothing would follow from it.",
    fix: "Correct the key. `schema/operations.ts` says what a row may hold.",
  }),
  "schema-row-value": entry<{ key: string; expected: string }>({
    severity: "error",
    title: "A row has a wrong value",
    message: ({ key, expected }) => `${key} must be ${expected}`,
    cause:
      "The value is left out; an operation whose route or effect cannot be read is left out whole.",
    fix: "Correct the value. `schema/operations.ts` says what a row may hold.",
  }),
  "schema-value-not-literal": entry<None>({
    severity: "error",
    title: "A value is not a literal",
    message: () => "this is not a literal, and the compiler runs no code of a schema",
    cause:
      "Tables hold strings, numbers, true, false, null, lists and objects, written out where they stand.",
    fix: "Write the value out.",
  }),
  "schema-security-scheme-unknown": entry<{ scheme: string }>({
    severity: "error",
    title: "A row names an unknown security scheme",
    message: ({ scheme }) =>
      `security scheme ${scheme} is not in \`securitySchemes\` of the API's row`,
    cause: "The alternative that needs it is left out.",
    fix: "Add the scheme to the row `api` of `index.ts`, or correct its name.",
  }),
  "schema-type-duplicate": entry<{ name: string; other: string }>({
    severity: "error",
    title: "Two types have one name",
    message: ({ name, other }) => `${name} is declared in ${other} too`,
    cause:
      "All types of a schema are exported together, so each needs a name of its own. This one is left out.",
    fix: "Rename one of them.",
  }),
  "schema-type-name-reserved": entry<{ name: string }>({
    severity: "error",
    title: "A type is called like something that is there already",
    message: ({ name }) => `${name} is a name of TypeScript or of the schema itself`,
    cause: "The declaration would hide it, so it is left out.",
    fix: "Choose another name.",
  }),
  "schema-type-name-unknown": entry<{
    name: string;
    isDeclared: boolean;
    nearest: string | undefined;
  }>({
    severity: "error",
    title: "A type does not exist",
    message: ({ name, isDeclared, nearest }) => {
      if (isDeclared) return `${name} is not imported here`;
      return nearest === undefined
        ? `there is no type ${name}`
        : `there is no type ${name}; did you mean ${nearest}?`;
    },
    cause: "The value becomes `unknown`.",
    fix: "Import or declare the type, or correct its name.",
  }),
  "schema-type-not-expressible": entry<{ text: string }>({
    severity: "error",
    title: "A type says more than JSON can",
    message: ({ text }) => `\`${text}\` cannot be read`,
    cause:
      "A schema describes JSON: objects, lists, unions, literals and names. Generics, functions, conditional, mapped and computed types have no form in it; the value becomes `unknown`.",
    fix: "Write out the type that is meant.",
  }),
  "schema-declaration-ignored": entry<{ what: string }>({
    severity: "warning",
    title: "A declaration is not part of a schema",
    message: ({ what }) => `${what} is ignored`,
    cause:
      "A schema consists of interfaces, type aliases and tables; nothing else is carried into the package.",
    fix: "Remove it, or write it as an interface or a type alias.",
  }),
  "schema-tag-unknown": entry<{ tag: string }>({
    severity: "warning",
    title: "A comment has an unknown tag",
    message: ({ tag }) => `@${tag} says nothing that a schema knows, and is left out`,
    cause:
      "Tags carry what types cannot say: constraints, defaults, responses. Others are not carried into the package.",
    fix: "Remove the tag, or write a backslash before the `@` if it is text.",
  }),
  "schema-tag-invalid": entry<{ tag: string; reason: string }>({
    severity: "warning",
    title: "A tag cannot be right",
    message: ({ tag, reason }) => `@${tag}: ${reason}`,
    cause: "The tag does not fit the type it stands at, and is left out.",
    fix: "Correct the tag or the type. `docs/schema.md` lists the tags.",
  }),
  "schema-result-differs": entry<None>({
    severity: "error",
    title: "The return type and the responses do not agree",
    message: () => "the promise is not of the types that `@returns` lists",
    cause: "Where `@returns` names types, they decide what the call resolves to.",
    fix: "Change the promise and the `@returns` lines together, or remove the lines if the promise says it all.",
  }),
  "schema-body-differs": entry<{ argument: string }>({
    severity: "error",
    title: "The body and its media types do not agree",
    message: ({ argument }) => `the media types of ${argument} are not those of \`contentTypes\``,
    cause:
      "`ByMediaType` has a type for each media type that the row lists in `contentTypes`. The type decides.",
    fix: "Make the two lists the same.",
  }),
  "schema-stream-differs": entry<None>({
    severity: "warning",
    title: "What an operation streams and its row do not agree",
    message: () => "`Streams`, `stream` and a sequential media type in `accept` belong together",
    cause:
      "`Streams<Item>` is the type of one item, `stream` says what an item is, and `accept` which media type it comes in. What stands alone is left out.",
    fix: "Add what is missing, or remove the rest.",
  }),
  "schema-pagination-unfitting": entry<{ operation: string; reason: string }>({
    severity: "error",
    title: "The pagination of a row does not fit its operation",
    message: ({ operation, reason }) => `\`paginate\`: ${operation} ${reason}`,
    cause:
      "`paginate` names places of the result and arguments of the method. One of them does not exist, holds something else or is locked, so that the pages could not be followed.",
    fix: "Correct the JSON pointer, or remove `paginate`.",
  }),
  "schema-config-unused": entry<{ option: string }>({
    severity: "warning",
    title: "An option has no meaning for a schema",
    message: ({ option }) => `\`${option}\` is about OpenAPI documents`,
    cause: "What it would decide is written in the schema already.",
    fix: "Change the schema itself, and remove the option.",
  }),
} as const;
