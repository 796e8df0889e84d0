import type { Finding } from "../finding.js";

/** A saved snippet, as `execute` takes it. */
export interface SavedSnippet {
  /** As the user would name it. */
  readonly file: string;
  readonly text: string;
}

/** What TypeScript says of a snippet. */
export interface SnippetError {
  /** From 1, in the snippet. */
  readonly line: number;
  readonly message: string;
}

/** A snippet that passed against the old version and fails against the new one. */
export interface BrokenSnippet {
  readonly file: string;
  /** At least one; the first ones where there are many. */
  readonly errors: readonly SnippetError[];
}

/** What became of the saved snippets. */
export interface SnippetChanges {
  readonly checked: number;
  readonly broken: readonly BrokenSnippet[];
  /** How many failed before already: they say nothing of the new version. */
  readonly failedBefore: number;
}

/** One finding for every snippet that broke. */
export function snippetFindings({ broken }: SnippetChanges): readonly Finding[] {
  return broken.map(({ file, errors }) => {
    const [first, ...others] = errors;
    const place = first === undefined ? "" : ` in line ${first.line}: ${first.message}`;
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    const subject = { kind: "api" } as const;
    const message = `${file} fails${place}${more}`;
    return { code: "snippet-broken", severity: "breaking", subject, at: file, message };
  });
}
