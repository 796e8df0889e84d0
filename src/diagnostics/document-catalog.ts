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
  "querystring-unsupported": entry<{ name: string }>({
    severity: "warning",
    title: "A query string has no media type",
    message: ({ name }) => `${name}, the whole query string, has no \`content\` and is left out`,
    cause:
      "A parameter with `in: querystring` is a document of the one media type in its `content` (OAS 3.2 §4.12.1). Without it nobody knows how it is written.",
    fix: "Give it `content`, such as application/x-www-form-urlencoded, or describe its parameters one by one.",
  }),
  "parameter-style-misplaced": entry<{ name: string; style: string; location: string }>({
    severity: "warning",
    title: "A parameter has a style that its location does not allow",
    message: ({ name, style, location }) =>
      `parameter ${name} in ${location} cannot have style ${style}; it is written in the default style`,
    cause: "Each location has its own styles (OAS 3.1 §4.8.12.2).",
    fix: "Correct `style` or `in`.",
  }),
  "parameter-value-nested": entry<{ name: string; style: string }>({
    severity: "note",
    title: "A parameter has values within values, which its style does not describe",
    message: ({ name, style }) =>
      `parameter ${name} holds lists or objects within a list or object, of which style ${style} says nothing`,
    cause:
      "The specification leaves it open (OAS 3.1 §4.8.12.1). A list that holds objects is sent as one JSON text, as APIs that have such lists read it (Box's `mdfilters`); so is an object that does not explode. Of an object that explodes, a list of scalars repeats, and anything deeper is JSON.",
    fix: "Nothing needs doing if the API reads it so. Else say `style: deepObject`, which writes brackets, or `content` with a media type; an overlay can do it.",
  }),
  "parameter-object-exploded": entry<{ name: string }>({
    severity: "note",
    title: "The properties of a parameter are parameters of their own",
    message: ({ name }) => `each property of ${name} is sent as a parameter of its own`,
    cause:
      "That is what style `form` with `explode`, the default of a query, means for an object (OAS 3.1 §4.8.12.6). Some documents mean brackets, `filter[from]`, and leave the style out.",
    fix: "Nothing needs doing if the API reads it so. Else say `style: deepObject`; an overlay can do it.",
  }),
  "form-field-nested": entry<{ fields: string }>({
    severity: "note",
    title: "A form has fields that hold objects, and does not say how they are written",
    message: ({ fields }) =>
      `${fields} hold objects and have no encoding: they are written with brackets`,
    cause:
      "The specification's versions differ: an exploded form in 3.0, JSON in 3.1.1 (OAS 3.1.1 §4.8.14.4). `address[city]` is what servers that read nested forms accept; lists of objects are numbered.",
    fix: "Give the fields an Encoding Object: `style: deepObject` says the same, `contentType: application/json` asks for JSON.",
  }),
  "request-body-unsendable": entry<{ method: string }>({
    severity: "warning",
    title: "A request body stands where none can be sent",
    message: ({ method }) => `${method} cannot have a body: it is left out`,
    cause:
      "The body of such a request has no meaning (RFC 9110 §9.3.1), and `fetch` refuses to send one.",
    fix: "Describe the values as parameters, or use POST or QUERY.",
  }),
  "server-from-document": entry<{ url: string; server: string }>({
    severity: "note",
    title: "A server's URL is relative to that of the document",
    message: ({ url, server }) => `the server ${url || "/"} is taken for ${server}`,
    cause:
      "A relative URL, which also stands for no server at all, is resolved against where the document was read from (OAS 3.1 §4.8.5).",
    fix: "Nothing needs doing if the API is there. Else name the server in the document, or set the base URL.",
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
    title: "A collection format cannot stand where it does",
    message: ({ format }) =>
      `collectionFormat ${format} cannot be written here: the list is a string`,
    cause:
      '`multi` is for queries and forms, and other formats than csv, ssv, tsv, pipes and multi do not exist (Swagger 2.0, "Parameter Object"). The argument takes the whole text, separators and all.',
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
  "stream-item-assumed": entry<{ mediaType: string }>({
    severity: "note",
    title: "A schema is taken for that of one item of a stream",
    message: ({ mediaType }) => `the schema of ${mediaType} is that of one item`,
    cause:
      "Before OpenAPI 3.2 nothing says what one line or event of a stream is. A schema that is no text is by custom that of one of them; an array is that of all.",
    fix: "Use `itemSchema` of OpenAPI 3.2, or leave it as it is.",
  }),
  "discriminator-unknown": entry<{ value: string; ref: string }>({
    severity: "warning",
    title: "A discriminator maps to a schema that does not exist",
    message: ({ value, ref }) => `${value} is mapped to ${ref}, which does not exist`,
    cause: "The value selects no schema and is left out of the mapping.",
    fix: "Correct the mapping.",
  }),
} as const;
