/** How a document is read: what the flags say. */
export interface SpecOptions {
  readonly name?: string;
  readonly config?: string;
  /** Files, in the order in which they are applied. */
  readonly overlay?: readonly string[];
  readonly allowExternalRefs?: boolean;
}
