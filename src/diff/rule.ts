/** Who is concerned: callers of the API, agents that use it, or the token budget. */
export type Part = "api" | "agents" | "tokens";

/**
 * `breaking`: something that worked does not work any more. `possibly-breaking`: it depends on the caller, or on values that no type tells.
 * `safe`: whoever used the old version can use the new one as it is.
 */
export type Severity = "breaking" | "possibly-breaking" | "safe";

/** What `docs/diff.md` says of one code. */
export interface Rule {
  readonly part: Part;
  /** Of most findings with this code; a finding carries its own. */
  readonly severity: Severity;
  /** A few words: "required argument added". */
  readonly title: string;
  /** Who is hurt by it, and how; or why nobody is. One or two sentences. */
  readonly why: string;
  /** The id of the oasdiff check that tells the same, where there is one; where it has one for each place or keyword, that of one of them. */
  readonly oasdiff?: string;
}

/** Rules of one part by code. */
export interface Rules {
  readonly [code: string]: Rule;
}
