/** A place of a snippet that uses the API wrongly. */
export interface Misuse {
  /** Counts from 1. */
  readonly line: number;
  /** A sentence without a full stop, unless it ends in a question: what is wrong, and the nearest that is right. */
  readonly message: string;
  /** The name that something of the API lacks, where that is the problem: code that asks whether it is there knows what it does. */
  readonly member?: string;
  /** The id of the operation that was meant, where there is one. */
  readonly operation?: string;
}
