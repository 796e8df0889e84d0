import { entry, type None } from "./entry.js";

/** Diagnostics about files of golden queries. Each ends in exit code 3. */
export const queriesCatalog = {
  "queries-unreadable": entry<{ reason: string }>({
    severity: "error",
    title: "The golden queries cannot be read",
    message: ({ reason }) => `the golden queries cannot be read (${reason})`,
    cause:
      "The file was named by `--queries`, or by `queries` in the configuration, and could not be opened.",
    fix: "Check the path and its permissions. `--queries` is relative to the current folder, `queries` to the configuration.",
  }),
  "queries-empty": entry<None>({
    severity: "error",
    title: "There are no golden queries",
    message: () => "the file holds no row",
    cause: "Without a row there is nothing to measure, and no minimum could be missed.",
    fix: 'Write rows such as `{"query": "close an issue", "gold": ["PATCH /issues/{id}"]}`, one a line. `codemode eval --suggest` makes a first set.',
  }),
  "queries-row": entry<{ reason: string }>({
    severity: "error",
    title: "A golden query cannot be read",
    message: ({ reason }) => reason,
    cause:
      "Golden queries are JSON Lines: each line is an object with `query`, a text, and `gold`, a list of the operations that solve it.",
    fix: "Correct the line, or remove it.",
  }),
  "queries-gold-unknown": entry<{ gold: string; nearest: readonly string[] }>({
    severity: "error",
    title: "A golden query wants an operation that there is not",
    message: ({ gold, nearest }) =>
      nearest.length === 0
        ? `there is no operation ${gold}`
        : `there is no operation ${gold}; did you mean ${nearest.join(", ")}?`,
    cause:
      "An operation of `gold` is `METHOD /path`, `namespace.method` or an operationId. The document has changed, or the name is misspelt.",
    fix: "Correct the name. `codemode inspect <spec> --effects` lists every operation.",
  }),
} as const;
