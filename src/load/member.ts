import type { ParsedSource } from "./parse.js";

/** One file of a document. */
export interface Member extends ParsedSource {
  /** Stable on every machine, unlike `file`. */
  readonly name: string;
  /** What its references are relative to. */
  readonly base: string;
}

/** A place in a file. */
export interface Part {
  readonly member: Member;
  readonly pointer: string;
}

/** Equal for the same part alone: names are unique, and a pointer is empty or begins with `/`. */
export function partKey({ member, pointer }: Part): string {
  return `${member.name}#${pointer}`;
}
