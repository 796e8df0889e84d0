import { entry, type None } from "./entry.js";

/** Diagnostics about a file that is read: whether it is there, is text, is JSON or YAML, and is an OpenAPI document. */
export const inputCatalog = {
  "file-missing": entry<None>({
    severity: "error",
    title: "The file does not exist",
    message: () => "there is no such file",
    cause: "Nothing is found under the given path.",
    fix: "Check the path; it is taken relative to the current folder.",
  }),
  "file-is-directory": entry<None>({
    severity: "error",
    title: "The file is a directory",
    message: () => "this is a directory, not a file",
    cause: "One OpenAPI document is compiled at a time, and it must be named.",
    fix: "Name the document inside the directory: `openapi.yaml`, for instance.",
  }),
  "file-unreadable": entry<{ reason: string }>({
    severity: "error",
    title: "The file cannot be read",
    message: ({ reason }) => `the file cannot be read (${reason})`,
    cause: "The operating system refused to open or read the file.",
    fix: "Check the permissions of the file and of the folders above it.",
  }),
  "file-too-large": entry<{ mebibytes: number }>({
    severity: "error",
    title: "The file is too large",
    message: ({ mebibytes }) => `the file holds more than ${mebibytes} MiB`,
    cause: "A document is held in memory as a whole, so its size is bounded.",
    fix: "Split the API into several documents and compile each.",
  }),
  "file-empty": entry<None>({
    severity: "error",
    title: "The file is empty",
    message: () => "the file holds nothing but white space or comments",
    cause: "There is nothing to compile. Often the step that writes the document has failed.",
    fix: "Write the OpenAPI document to this file, or name another one.",
  }),
  "file-not-text": entry<None>({
    severity: "error",
    title: "The file is not text",
    message: () => "the file holds NUL characters, so it is not text",
    cause:
      "JSON and YAML are text (RFC 8259 §8.1, YAML 1.2 §5.2). Archives and images are not read.",
    fix: "Unpack the file if it is compressed; save the document as UTF-8.",
  }),
  "file-is-markup": entry<None>({
    severity: "error",
    title: "The file is HTML or XML",
    message: () => "the file begins with `<`: it is HTML or XML, not an OpenAPI document",
    cause:
      "Usually a page was downloaded in place of the document: a login page, an error page, or the documentation that displays it.",
    fix: "Download the raw JSON or YAML document; look for `openapi.json` in the page's own requests.",
  }),
  "encoding-invalid": entry<None>({
    severity: "warning",
    title: "The file is not valid UTF-8",
    message: () => "these bytes are not UTF-8; they are read as U+FFFD",
    cause:
      "JSON text is UTF-8 (RFC 8259 §8.1). Bytes that are not are replaced, so that only their text is lost.",
    fix: "Save the document as UTF-8.",
  }),
  "json-syntax": entry<{ reason: string; excerpt: string }>({
    severity: "error",
    title: "The file is not valid JSON",
    message: ({ reason, excerpt }) => `${reason}: ${excerpt}`,
    cause: "JSON knows neither comments nor trailing commas nor unquoted names (RFC 8259).",
    fix: "Correct the place that is named, or save the document as YAML.",
  }),
  "yaml-syntax": entry<{ reason: string; excerpt: string }>({
    severity: "error",
    title: "The file is not valid YAML",
    message: ({ reason, excerpt }) => `${reason}: ${excerpt}`,
    cause:
      "The text breaks a rule of YAML 1.2. Indentation, a tab, or an unquoted `:`, `#`, `{` or `*` are the usual reasons.",
    fix: "Correct the place that is named; put text with special characters in quotes.",
  }),
  "yaml-several-documents": entry<{ documents: number }>({
    severity: "warning",
    title: "The file holds several YAML documents",
    message: ({ documents }) => `the file holds ${documents} documents; only the first is read`,
    cause: "An OpenAPI document is one YAML document; `---` begins another.",
    fix: "Keep each document in a file of its own.",
  }),
  "yaml-alias-expansion": entry<{ values: number }>({
    severity: "error",
    title: "The aliases of the file repeat too much",
    message: ({ values }) => `written out, the aliases would add more than ${values} values`,
    cause:
      "A YAML alias repeats what its anchor holds, and aliases of aliases multiply. What a small file may become is bounded.",
    fix: "Use `$ref` and `components` in place of anchors and aliases.",
  }),
  "yaml-alias-cycle": entry<{ alias: string }>({
    severity: "error",
    title: "An alias stands inside its own anchor",
    message: ({ alias }) => `\`*${alias}\` stands inside \`&${alias}\``,
    cause: "Such a value would contain itself, which no JSON value can.",
    fix: "Use `$ref` for recursive schemas.",
  }),
  "nesting-too-deep": entry<{ levels: number }>({
    severity: "error",
    title: "The file is nested too deeply",
    message: ({ levels }) => `objects and arrays are nested more than ${levels} levels deep`,
    cause:
      "Real documents stay below 50 levels. The depth is bounded, so that a hostile document cannot exhaust the stack.",
    fix: "Move nested schemas to `components` and refer to them.",
  }),
  "values-too-many": entry<{ values: number }>({
    severity: "error",
    title: "The file holds too many values",
    message: ({ values }) => `the file holds more than ${values} values`,
    cause: "A document is held in memory as a whole, so what it holds is bounded.",
    fix: "Split the API into several documents and compile each.",
  }),
  "key-duplicate": entry<{ key: string }>({
    severity: "warning",
    title: "A key stands twice in one object",
    message: ({ key }) => `\`${key}\` stands here again; this value replaces the earlier one`,
    cause:
      "Names in an object must be unique (RFC 8259 §4, YAML 1.2 §3.2.1.3). The last one is used, as most readers of JSON do.",
    fix: "Remove or rename one of them.",
  }),
  "root-not-object": entry<{ found: string }>({
    severity: "error",
    title: "The document is not an object",
    message: ({ found }) => `the document is ${found}, not an object`,
    cause: "An OpenAPI document is one object with `openapi`, `info` and `paths` (OAS 3.1 §4.8.1).",
    fix: "Check that this file is the OpenAPI document.",
  }),
  "openapi-missing": entry<{ found: string }>({
    severity: "error",
    title: "The document is not OpenAPI",
    message: ({ found }) => `there is no \`openapi\` at the top; ${found}`,
    cause: "Every OpenAPI document begins with its version: `openapi: 3.1.0` (OAS 3.1 §4.8.1).",
    fix: "Name the OpenAPI document, or add its `openapi` version.",
  }),
  "openapi-unsupported": entry<{ version: string }>({
    severity: "error",
    title: "The version of OpenAPI is not supported",
    message: ({ version }) => `OpenAPI ${version} is not supported`,
    cause: "OpenAPI 3.0, 3.1 and 3.2 are read.",
    fix: "Correct `openapi`, or convert the document to OpenAPI 3.1.",
  }),
  "swagger-unsupported": entry<{ version: string }>({
    severity: "error",
    title: "This version of Swagger is not supported",
    message: ({ version }) => `Swagger ${version} is not supported`,
    cause: "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read; Swagger 1 is another format.",
    fix: "Convert the document to OpenAPI 3.",
  }),
} as const;
