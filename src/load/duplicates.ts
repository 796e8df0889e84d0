import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import type { SyntaxTree } from "./syntax-tree.js";

/** Reports keys that stand twice in an object, up to `most` of them. Reads the whole tree, each node once. */
export function reportDuplicateKeys(
  tree: SyntaxTree,
  diagnostics: Diagnostics,
  most: number,
): void {
  const waiting: Located[] = [{ node: tree.root, path: undefined }];
  const seen = new Set<number>();
  let left = most;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.node)) continue;
    seen.add(next.node);
    const keys = new Set<string>();
    const children: Located[] = [];
    for (const { key, node } of tree.members(next.node)) {
      const path: Path = { key, parent: next.path };
      if (keys.has(key)) {
        diagnostics.report("key-duplicate", childPointer("", ...keysOf(path)), { key });
        left -= 1;
        if (left === 0) return;
      }
      keys.add(key);
      children.push({ node, path });
    }
    waiting.push(...children.reverse());
  }
}

interface Located {
  readonly node: number;
  readonly path: Path | undefined;
}

interface Path {
  readonly key: string;
  readonly parent: Path | undefined;
}

function keysOf(path: Path): string[] {
  const keys: string[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.parent) keys.push(at.key);
  return keys.reverse();
}
