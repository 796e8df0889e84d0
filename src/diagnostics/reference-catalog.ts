import { entry } from "./entry.js";

/** Diagnostics about what a document is made of: URLs, and files that it refers to. */
export const referenceCatalog = {
  "file-case": entry<{ other: string }>({
    severity: "error",
    title: "The file's name differs in upper and lower case",
    message: ({ other }) => `there is no such file; there is \`${other}\``,
    cause:
      "Some file systems take both for one name, others do not. What is compiled on one machine must compile on every other.",
    fix: "Write the name as the file has it.",
  }),
  "url-unreadable": entry<{ reason: string }>({
    severity: "error",
    title: "The URL cannot be read",
    message: ({ reason }) => `the URL cannot be read: ${reason}`,
    cause:
      "The document was to be fetched with a plain GET request, without credentials. Time, size and redirects are bounded.",
    fix: "Check the URL in a browser, or download the document and name the file.",
  }),
  "reference-outside": entry<{ file: string }>({
    severity: "warning",
    title: "A $ref leads out of the document's folder or origin",
    message: ({ file }) => `${file} is not read: it lies outside`,
    cause:
      "A document may only refer to files below its own folder, links resolved, and to URLs of its own origin; another could make the compiler read what it should not.",
    fix: "Give `--allow-external-refs` if the document is trusted, or name an entry document in a common folder.",
  }),
  "reference-not-fetched": entry<{ file: string }>({
    severity: "warning",
    title: "A $ref of a file is a URL",
    message: ({ file }) => `${file} is not fetched`,
    cause:
      "The network is used only if the entry document is itself a URL, so that a compilation of files gives the same result everywhere.",
    fix: "Download the document beside the others and refer to the file, or compile from the URL.",
  }),
  "reference-file-unusable": entry<{ reason: string }>({
    severity: "warning",
    title: "A file that a $ref names cannot be used",
    message: ({ reason }) => reason,
    cause: "Only the parts that refer to it are lost: they become `unknown` or are left out.",
    fix: "Correct the file or the reference; a reference is relative to the file that holds it (RFC 3986 §5).",
  }),
  "reference-too-many": entry<{ files: number }>({
    severity: "error",
    title: "The document refers to too many files",
    message: ({ files }) => `the document is made of more than ${files} files`,
    cause: "A document is held in memory as a whole, so what it is made of is bounded.",
    fix: "Split the API into several documents and compile each.",
  }),
  "reference-contains-itself": entry<{ ref: string }>({
    severity: "warning",
    title: "A part contains itself",
    message: ({ ref }) => `${ref} contains this very place`,
    cause:
      "The `$ref` stands where OpenAPI allows none, so that what it names is put there; it would have to be put into itself, without end.",
    fix: "Refer to a schema, a parameter, a response or another part that may be a reference.",
  }),
} as const;
