import { entry } from "./entry.js";

/** Diagnostics about OpenAPI Overlays. An overlay that is none ends in exit code 2. */
export const overlayCatalog = {
  "overlay-unreadable": entry<{ reason: string }>({
    severity: "error",
    title: "An overlay cannot be read",
    message: ({ reason }) => reason,
    cause: "The file was named by `--overlay`, or by `overlays` in the configuration.",
    fix: "Check the path and that the file is JSON or YAML.",
  }),
  "overlay-invalid": entry<{ reason: string }>({
    severity: "error",
    title: "An overlay is not valid",
    message: ({ reason }) => reason,
    cause:
      "An overlay is an object with `overlay`, `info` and `actions`; each action has a `target`, which is a JSONPath (RFC 9535), and `update` or `remove` (Overlay 1.0 §4.4).",
    fix: "Correct the place that is named.",
  }),
  "overlay-target-unmatched": entry<{ target: string }>({
    severity: "warning",
    title: "An action of an overlay has no effect",
    message: ({ target }) => `${target} selects nothing`,
    cause: "The document has changed since the overlay was written, or the JSONPath is wrong.",
    fix: "Correct or remove the action. Parts that a `$ref` names are selected where they stand, not where they are used.",
  }),
  "overlay-target-unfit": entry<{ target: string; reason: string }>({
    severity: "warning",
    title: "An action of an overlay does not fit what it selects",
    message: ({ target, reason }) => `${target} selects ${reason}`,
    cause:
      "An object is merged into an object, and an entry is added to a list (Overlay 1.0 §4.4.3). What does not fit is left as it is.",
    fix: "Select the object or the list that holds the value.",
  }),
} as const;
