import { entry } from "./entry.js";

/** Diagnostics about `codemode.config.json` and the flags that say the same. Each error ends in exit code 2. */
export const configCatalog = {
  "config-unreadable": entry<{ reason: string }>({
    severity: "error",
    title: "The configuration file cannot be read",
    message: ({ reason }) => `the configuration file cannot be read (${reason})`,
    cause:
      "The file was named by `--config`, or stands beside the document, and could not be opened.",
    fix: "Check the path and its permissions; without `--config`, `codemode.config.json` beside the document is used if it exists.",
  }),
  "config-syntax": entry<{ reason: string; excerpt: string }>({
    severity: "error",
    title: "The configuration file is not valid JSON",
    message: ({ reason, excerpt }) => `${reason}: ${excerpt}`,
    cause: "The configuration is JSON; comments and trailing commas are allowed.",
    fix: "Correct the place that is named.",
  }),
  "config-key-unknown": entry<{
    key: string;
    nearest: string | undefined;
    known: readonly string[];
  }>({
    severity: "error",
    title: "The configuration has an unknown key",
    message: ({ key, nearest, known }) =>
      nearest === undefined
        ? `\`${key}\` is not known here; known are ${known.join(", ")}`
        : `\`${key}\` is not known here; did you mean \`${nearest}\`?`,
    cause: "A key that is not known would have no effect, so it is taken for a mistake.",
    fix: "Correct or remove the key. The published JSON Schema describes every key.",
  }),
  "config-key-duplicate": entry<{ key: string }>({
    severity: "error",
    title: "The configuration has a key twice",
    message: ({ key }) => `\`${key}\` stands here for the second time`,
    cause: "Only one of the values can count, and which one is not clear.",
    fix: "Remove one of them.",
  }),
  "config-type": entry<{ expected: string; found: string }>({
    severity: "error",
    title: "A value of the configuration has the wrong type",
    message: ({ expected, found }) => `${expected} is expected here, not ${found}`,
    cause: "The option takes another kind of value.",
    fix: "Correct the value. The published JSON Schema describes every key.",
  }),
  "config-value": entry<{ value: string; reason: string }>({
    severity: "error",
    title: "A value of the configuration is not allowed",
    message: ({ value, reason }) => `\`${value}\` ${reason}`,
    cause: "The value has the right type, but the option cannot take it.",
    fix: "Correct the value. The published JSON Schema describes every key.",
  }),
  "pagination-unfitting": entry<{ operation: string; reason: string }>({
    severity: "warning",
    title: "A pagination does not fit its operation",
    message: ({ operation, reason }) => `pagination: ${operation} ${reason}`,
    cause:
      "A pagination names places of the result and arguments of the call. One of them does not exist, holds something else or is locked, so that the pages could not be followed; the operation has none.",
    fix: "Correct the entry in `pagination`; `codemode inspect` shows arguments and result.",
  }),
} as const;
