import type { TypeFinding } from "./type-finding.js";

/** A snippet as its author wrote it, with its types and its lines. */
export interface TypedSnippet {
  readonly source: string;
  /** `body`: of an async function. */
  readonly form: "body" | "module";
}

export type TypeVerdict =
  /** No findings also where nothing could be found out and the snippet is to run all the same. */
  | { readonly kind: "checked"; readonly findings: readonly TypeFinding[] }
  /** The snippet must not run, since it could not be checked. */
  | { readonly kind: "refused"; readonly message: string };

/** Checks the types of a snippet before it runs. Does not reject. */
export type TypeCheck = (snippet: TypedSnippet, signal: AbortSignal) => Promise<TypeVerdict>;

/** Where there is no type checker. */
export const noTypeCheck: TypeCheck = async () => ({ kind: "checked", findings: [] });
