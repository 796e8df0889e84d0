import { entry, type None } from "./entry.js";

/** Diagnostics about how a document is built: versions, objects, schemas. */
export const documentCatalog = {
  "document-empty": entry<None>({
    severity: "error",
    title: "The document describes nothing",
    message: () => "there are no `paths`, `webhooks` or `components`",
    cause:
      "A document needs at least one of `paths`, `webhooks` and `components` (OAS 3.1 §4.8.1).",
    fix: "Check that this is the entry document of the API, and that the key is spelt right.",
  }),
  "document-without-operations": entry<None>({
    severity: "error",
    title: "The document has no operation",
    message: () => "there is no operation to compile",
    cause:
      "`paths` is missing or empty, none of its entries holds an HTTP method, or the configuration leaves every operation out.",
    fix: "Check that this is the entry document of the API, that its `paths` begin with `/`, and `include` and `exclude`.",
  }),
  "link-dangling": entry<{ name: string }>({
    severity: "warning",
    title: "A link leads to no operation",
    message: ({ name }) => `link ${name} names no operation of this API and is left out`,
    cause:
      "A link needs the `operationId` or the `operationRef` of an operation that is there (OAS 3.1 §4.8.20).",
    fix: "Correct the link, or add the operation.",
  }),
  "document-types-only": entry<None>({
    severity: "warning",
    title: "The document has schemas, and no operation",
    message: () => "there is no operation: the package holds the types of the schemas only",
    cause: "Nothing can be called. Such documents are libraries that others refer to.",
    fix: "Compile the document that has the `paths`.",
  }),
  "path-unreadable": entry<{ path: string }>({
    severity: "warning",
    title: "A path does not begin with a slash",
    message: ({ path }) => `${path} is no path and is left out with its operations`,
    cause: "A path is appended to the server's URL and must begin with `/` (OAS 3.1 §4.8.8).",
    fix: "Write a slash before the path.",
  }),
  "method-unusable": entry<{ method: string; reason: string }>({
    severity: "warning",
    title: "An additional operation has a method that cannot stand there",
    message: ({ method, reason }) => `method ${method} ${reason}`,
    cause:
      "`additionalOperations` is for methods that have no field of their own (OAS 3.2 §4.9.1), and a method must be a token (RFC 9110 §9.1).",
    fix: "Move the operation to its field, or correct the method.",
  }),
  "ref-circular": entry<{ ref: string }>({
    severity: "warning",
    title: "References lead in a circle",
    message: ({ ref }) => `${ref} leads back to itself`,
    cause: "Following the reference never arrives at anything. What refers to it is left out.",
    fix: "Point one of the references at the part that was meant.",
  }),
  "object-expected": entry<None>({
    severity: "warning",
    title: "Something else stands where an object belongs",
    message: () => "this is no object and is left out",
    cause: "OpenAPI wants an object here. A reference may lead to a part of another kind.",
    fix: "Correct the value, or the reference that leads here.",
  }),
  "object-invalid": entry<{ reason: string }>({
    severity: "warning",
    title: "An object breaks a rule of OpenAPI 3.2",
    message: ({ reason }) => `this object ${reason}`,
    cause:
      "The specification forbids it. Nothing is left out, but other tools may refuse the document.",
    fix: "Keep one of the fields, or correct the name.",
  }),
  "servers-unreadable": entry<None>({
    severity: "warning",
    title: "`servers` is not a list",
    message: () => "`servers` must be a list and is ignored",
    cause: "`servers` holds Server Objects in an array (OAS 3.1 §4.8.5).",
    fix: "Write a dash before the server, or set the base URL when the client is created.",
  }),
  "tag-parent-unusable": entry<{ parent: string }>({
    severity: "warning",
    title: "A tag's parent is no other tag",
    message: ({ parent }) => `parent ${parent} is not declared, or descends from this tag`,
    cause: "A parent must be a declared tag, and tags must not form a circle (OAS 3.2 §4.22).",
    fix: "Declare the parent, or remove the field.",
  }),
  "querystring-unsupported": entry<{ name: string; mediaType: string }>({
    severity: "warning",
    title: "A query string has a media type that cannot be written",
    message: ({ name, mediaType }) =>
      `${name}, the whole query string as ${mediaType || "no media type"}, is left out`,
    cause:
      "Of parameters with `in: querystring` (OAS 3.2 §4.12.3) only those in application/x-www-form-urlencoded can be sent.",
    fix: "Describe the query string as a form, or its parameters one by one.",
  }),
  "parameter-without-schema": entry<{ name: string }>({
    severity: "note",
    title: "A parameter has no schema",
    message: ({ name }) => `parameter ${name} has neither \`schema\` nor \`content\``,
    cause: "Without either its type is not known: it becomes `unknown`.",
    fix: "Give the parameter a schema.",
  }),
  "collection-format-without-style": entry<{ format: string }>({
    severity: "warning",
    title: "A collection format has no OpenAPI 3 style",
    message: ({ format }) =>
      `collectionFormat ${format} cannot be written here: the list is a string`,
    cause:
      "No style of OpenAPI 3 writes a list in this way in this place. The argument takes the whole text, separators and all.",
    fix: "Nothing needs doing: join the values yourself.",
  }),
  "schema-unreadable": entry<None>({
    severity: "warning",
    title: "A schema is neither an object nor a boolean",
    message: () => "this is no schema: the value is unknown",
    cause: "A schema is an object, `true` or `false` (JSON Schema 2020-12 Core §4.3).",
    fix: "Correct the schema.",
  }),
  "schema-conflict": entry<{ what: string; kinds: string }>({
    severity: "warning",
    title: "Members of an allOf contradict each other",
    message: ({ what, kinds }) => `${what} must be ${kinds} at once: no value is`,
    cause:
      "All members of an `allOf` hold together. The type of what contradicts itself is `never`.",
    fix: "Give it one type in all members, or use `oneOf`.",
  }),
  "schema-keyword-ignored": entry<{ keyword: string }>({
    severity: "note",
    title: "A schema keyword has no TypeScript equivalent",
    message: ({ keyword }) => `${keyword} is not part of the type; this is its first use`,
    cause:
      "What the keyword demands of a value cannot be said in a type. The API checks it itself.",
    fix: "Nothing needs doing.",
  }),
  "enum-contradicts-type": entry<{ value: string; type: string }>({
    severity: "note",
    title: "A value of an enum is not of the schema's type",
    message: ({ value, type }) => `${value} is listed, but the type is ${type}`,
    cause:
      "No value can be both. A number or boolean in quotes is taken for what it says; other values are kept as they are.",
    fix: "Correct the value or the type.",
  }),
  "discriminator-unknown": entry<{ value: string; ref: string }>({
    severity: "warning",
    title: "A discriminator maps to a schema that does not exist",
    message: ({ value, ref }) => `${value} is mapped to ${ref}, which does not exist`,
    cause: "The value selects no schema and is left out of the mapping.",
    fix: "Correct the mapping.",
  }),
} as const;
