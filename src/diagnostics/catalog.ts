import type { Severity } from "./diagnostic.js";

interface Entry<P> {
  readonly severity: Severity;
  /** A few words, for the documentation and for groups. */
  readonly title: string;
  /** One line about this very case. */
  readonly message: (parameters: P) => string;
  /** Why this happens, and what the compiler does about it. */
  readonly cause: string;
  /** What the reader can do. */
  readonly fix: string;
}

function entry<P>(value: Entry<P>): Entry<P> {
  return value;
}

/** Every diagnostic, by code. A code without title, cause and fix does not compile. */
export const catalog = {
  "ref-dangling": entry<{ ref: string }>({
    severity: "warning",
    title: "A $ref points at nothing",
    message: ({ ref }) => `${ref} does not exist`,
    cause:
      "The document refers to a part that it does not contain. Only that part is lost: it becomes `unknown`.",
    fix: "Add the missing component, or correct the reference.",
  }),
  "operation-id-duplicate": entry<{ operationId: string; other: string }>({
    severity: "note",
    title: "An operationId is used more than once",
    message: ({ operationId, other }) => `operationId ${operationId} is also that of ${other}`,
    cause:
      "OpenAPI wants every operationId to be unique. All operations are kept; their names are qualified from their own paths.",
    fix: "Give each operation its own operationId, or set `names` in the configuration.",
  }),
} as const;
