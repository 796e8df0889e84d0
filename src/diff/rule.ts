import type { Part, Severity } from "./finding.js";

/** What `docs/diff.md` says of one code. */
export interface Rule {
  readonly part: Part;
  /** Of most findings with this code; a finding carries its own, since direction decides. */
  readonly severity: Severity;
  /** A few words: "required argument added". */
  readonly title: string;
  /** Who is hurt by it, and how; or why nobody is. One or two sentences. */
  readonly why: string;
  /** The id of the oasdiff check that tells the same, where there is one. */
  readonly oasdiff?: string;
}
