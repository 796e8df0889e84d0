/** A request as people write it, and what a reader writes who has seen nothing but the one answer of `search` to it. */
export interface AnsweredRequest {
  readonly request: string;
  /** The body of an async function. Absent when the answer does not say enough to write one; `lacks` then says what it does not. */
  readonly snippet?: string;
  readonly lacks?: string;
}
