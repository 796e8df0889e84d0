import type { SyntaxTree } from "./syntax-tree.js";

/** What a parser makes of a text. */
export interface Parsed {
  readonly value: unknown;
  readonly tree: () => SyntaxTree;
}
