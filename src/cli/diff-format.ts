/** How `codemode diff` reports. */
export const DIFF_FORMATS = ["text", "json", "markdown", "github", "junit"] as const;

export type DiffFormat = (typeof DIFF_FORMATS)[number];
