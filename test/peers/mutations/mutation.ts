import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** One deliberate fault in a file of the client. `name` says what is wrong then; it is told from others by it. */
export type Mutation = {
  readonly name: string;
  /** Below `src/runtime`. */
  readonly file: string;
} & (
  | {
      readonly kind: "line";
      /** Stands in the file exactly once. */
      readonly find: string;
      readonly replace: string;
    }
  | {
      /** A function that does nothing any more but give one value. */
      readonly kind: "removed";
      readonly function: string;
      /** An expression of TypeScript. */
      readonly gives: string;
    }
);

/** A fault in one line. */
export function line(name: string, file: string, find: string, replace: string): Mutation {
  return { kind: "line", name, file, find, replace };
}

/** A function that does nothing any more but give `gives`, an expression of TypeScript. */
export function removed(file: string, name: string, gives: string): Mutation {
  return { kind: "removed", name: `${name} is gone`, file, function: name, gives };
}

const RUNTIME = join(import.meta.dirname, "../../../src/runtime");

/** Where the file of a mutation stands. */
export function fileOf({ file }: Mutation): string {
  return join(RUNTIME, file);
}

/** The file with its fault. Throws where the fault has no place in it, or more than one. */
export function mutated(mutation: Mutation): string {
  const source = readFileSync(fileOf(mutation), "utf8");
  if (mutation.kind === "removed") {
    const at = bodyOf(source, mutation);
    return `${source.slice(0, at)} return ${mutation.gives}; ${source.slice(at)}`;
  }
  const { file, find, replace } = mutation;
  const pieces = source.split(find);
  if (pieces.length !== 2) {
    throw new Error(`${file} holds this ${pieces.length - 1} times instead of once: ${find}`);
  }
  return pieces.join(replace);
}

/** Where the statements of a top-level function begin. */
function bodyOf(source: string, { file, function: name }: Mutation & { kind: "removed" }): number {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
  for (const statement of parsed.statements) {
    if (!ts.isFunctionDeclaration(statement) || statement.name?.text !== name) continue;
    if (statement.body !== undefined) return statement.body.getStart(parsed) + 1;
  }
  throw new Error(`${file} has no function ${name}`);
}
